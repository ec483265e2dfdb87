using JobFlows.Domain.FailurePolicies;

namespace JobFlows.Domain.Jobs;

/// <summary>Takes events into the ledger: counts the pods that have ended, each once, and follows changes of the spec.</summary>
internal sealed class EventIntake(Ledger ledger)
{
    private readonly List<DateTimeOffset> successes = [];
    private readonly List<DateTimeOffset> failures = [];
    private bool startFailed;

    /// <param name="events">What happened, in order.</param>
    /// <param name="wasStarting">Whether the last decision started pods.</param>
    public void Take(IReadOnlyList<JobEvent> events, bool wasStarting)
    {
        foreach (var happened in events)
        {
            switch (happened)
            {
                case JobEvent.PodsObserved observed:
                    foreach (var seen in observed.Pods)
                    {
                        Observe(seen);
                    }

                    break;
                case JobEvent.PodsAdopted adopted:
                    foreach (var pod in adopted.Pods)
                    {
                        ledger.Adopt(pod);
                        Observe(pod.Seen);
                    }

                    break;
                case JobEvent.StartFailed failed:
                    ForgetUnmade(failed);
                    break;
                case JobEvent.JobChanged changed:
                    Change(changed.Job);
                    break;
                case JobEvent.JobGone:
                    ledger.Gone = true;
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(events), happened, "an unknown event");
            }
        }

        ledger.Streak = ledger.Streak.After(successes, failures);
        SettleStarts(wasStarting);
    }

    private void Observe(PodObservation seen)
    {
        if (ledger.Find(seen.Uid) is not { } found)
        {
            return;
        }

        var pod = Track(found, seen);
        if (seen.Disowned)
        {
            ledger.GiveUpIndex(pod, evenWhenReplacedLate: true);
            ledger.Forget(found);
            return;
        }

        if (!seen.HasEnded)
        {
            var now = pod with
            {
                Running = pod.Running || seen.Phase == "Running",
                Ready = seen.Ready,
                Ending = pod.Ending || seen.Terminating,
                Restarts = Math.Max(pod.Restarts, seen.Restarts),
            };
            ledger.Update(
                found,
                !now.Ending || ledger.Terms.ReplaceOnlyEnded ? now
                : now.Released ? ledger.GiveUpIndex(now, evenWhenReplacedLate: false)
                : CountFailure(now, seen));
            return;
        }

        if (!pod.Released && seen.Phase == "Succeeded")
        {
            CountSuccess(pod, seen);
        }
        else if (!pod.Released)
        {
            CountFailure(pod, seen);
        }
        else
        {
            ledger.GiveUpIndex(pod, evenWhenReplacedLate: true);
            ledger.FailJobMessage ??= pod.Untracked && !IsStray(pod) ? MatchPolicy(seen).Message : null;
        }

        ledger.Forget(found);
    }

    /// <summary>Follows clients who take the tracking finalizer off a pod, or put it on again: without it a pod doesn't count (upstream
    /// <c>getValidPodsWithFilter</c>), although a FailJob rule still applies to it (<c>getFailJobMessage</c>).</summary>
    private static TrackedPod Track(TrackedPod pod, PodObservation seen)
    {
        var untracked = seen.Gone ? seen.Untracked || pod.Untracked : seen.Untracked;
        return pod.Released && !pod.Untracked ? pod : pod with { Released = untracked, Untracked = untracked };
    }

    private FailureMatch MatchPolicy(PodObservation seen) => FailurePolicyMatcher.Match(ledger.Terms.FailurePolicy, ledger.Terms.Job.Namespace, seen);

    private void CountSuccess(TrackedPod pod, PodObservation seen)
    {
        ledger.Release(pod);
        if (IsStray(pod))
        {
            return;
        }

        successes.Add(seen.FinishedAt ?? ledger.Now);
        if (pod.Index is { } index)
        {
            ledger.Indexes.Complete(index);
        }
        else
        {
            ledger.SingleSuccesses++;
        }
    }

    /// <returns>The pod, released.</returns>
    private TrackedPod CountFailure(TrackedPod pod, PodObservation seen)
    {
        ledger.Release(pod);
        var counted = pod with { Released = true };
        if (IsStray(pod))
        {
            return counted;
        }

        var terms = ledger.Terms;
        var match = MatchPolicy(seen);
        var failedAt = seen.FinishedAt ?? ledger.Now;
        failures.Add(failedAt);
        ledger.Failed += match.Counts ? 1 : 0;
        ledger.FailJobMessage ??= match.Message;
        if (pod.Index is { } index && terms.PerIndex)
        {
            if (match.Action is FailureAction.FailIndex || (match.Counts && pod.FailureCount >= terms.BackoffLimitPerIndex))
            {
                ledger.Indexes.Fail(index);
                return counted with { IndexGivenUp = true };
            }

            var (counting, ignored) = match.Counts ? (1, 0) : (0, 1);
            ledger.Indexes.Retry(index, new IndexRetry(pod.FailureCount + counting, pod.IgnoredFailureCount + ignored, failedAt));
        }

        return ledger.GiveUpIndex(counted, evenWhenReplacedLate: true);
    }

    private void ForgetUnmade(JobEvent.StartFailed failed)
    {
        startFailed = true;
        ledger.Notify(JobNotice.FailedCreate(failed.Message));
        foreach (var handle in failed.Pods)
        {
            if (ledger.Find(handle.Uid) is not { } pod)
            {
                continue;
            }

            ledger.GiveUpIndex(pod, evenWhenReplacedLate: true);
            if (pod.Index is { } index && !pod.IndexGivenUp && pod.FailureCount + pod.IgnoredFailureCount > 0)
            {
                ledger.Indexes.Retry(index, new IndexRetry(pod.FailureCount, pod.IgnoredFailureCount, FailedAt: null));
            }

            ledger.Forget(pod);
        }
    }

    private void SettleStarts(bool wasStarting)
    {
        if (startFailed)
        {
            ledger.StartFailures++;
            ledger.StartRetryAt = ledger.Now + Backoff.AfterStartFailures(ledger.StartFailures);
        }
        else if (wasStarting)
        {
            ledger.StartFailures = 0;
            ledger.StartRetryAt = null;
        }
    }

    private void Change(JobSnapshot job)
    {
        var before = ledger.Terms;
        if (job.Status is { } stored)
        {
            ledger.Conditions = JobConditions.Merge(ledger.Conditions, stored.Conditions);

            // What clients have made of the counts of pods is put right by the next status.
            ledger.Published = ledger.Published is { } published
                ? published with
                {
                    Conditions = JobConditions.Merge(published.Conditions ?? [], stored.Conditions),
                    Active = stored.Active,
                    Ready = stored.Ready,
                    Terminating = stored.Terminating,
                }
                : stored;
        }

        ledger.Terms = new JobTerms(job with { Status = null });
        if (before.IndexLimit != ledger.Terms.IndexLimit)
        {
            var held = ledger.PodsWhere(pod => !pod.IndexGivenUp).Select(pod => pod.Index ?? 0).ToList();
            ledger.Indexes.Resize(before.IndexLimit, ledger.Terms.IndexLimit, held);
            ledger.HasStrays = held.Exists(index => index >= ledger.Terms.IndexLimit);
        }

        if (before.ReplaceOnlyEnded && !ledger.Terms.ReplaceOnlyEnded)
        {
            GiveUpOnTerminating();
        }
    }

    private void GiveUpOnTerminating()
    {
        foreach (var pod in ledger.PodsWhere(pod => pod.Ending))
        {
            var unseen = new PodObservation { Name = pod.Name, Uid = pod.Uid, Phase = pod.Running ? "Running" : "Pending", Terminating = true };
            ledger.Update(pod, pod.Released ? ledger.GiveUpIndex(pod, evenWhenReplacedLate: false) : CountFailure(pod, unseen));
        }
    }

    private bool IsStray(TrackedPod pod) => pod.Index >= ledger.Terms.IndexLimit;
}
