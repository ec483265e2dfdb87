using JobFlows.Domain.Batch;
using JobFlows.Domain.Indexes;
using JobFlows.Domain.Jobs.Verdicts;

namespace JobFlows.Domain.Jobs;

/// <summary>The life of a Job as one pure function.</summary>
public static class JobDecider
{
    /// <summary>The state of a Job of which nothing is known yet but its object. What its stored status says is taken over.</summary>
    public static JobState Begin(JobSnapshot job)
    {
        var status = job.Status ?? new JobStatus();
        var limit = new JobTerms(job).IndexLimit;
        var completed = Stored(status.CompletedIndexes).Below(limit);
        var failed = Stored(status.FailedIndexes).Below(limit);
        return new JobState
        {
            Job = job with { Status = null },
            Published = job.Status,
            Conditions = status.Conditions ?? [],
            StartTime = status.StartTime,
            CompletionTime = status.CompletionTime,
            Succeeded = status.Succeeded ?? 0,
            Failed = status.Failed ?? 0,
            Completed = completed,
            FailedIndexes = failed,
            Free = IndexSet.UpTo(limit).Except(completed).Except(failed),

            // Ordinals that pods of an earlier life surely had are not given again.
            Ordinals = (status.Succeeded ?? 0L) + (status.Failed ?? 0) + (status.Active ?? 0) + (status.Terminating ?? 0),
        };
    }

    /// <summary>Takes in the events, in order, and says what is to be done.</summary>
    /// <param name="state">The state so far.</param>
    /// <param name="events">What happened; may be empty (a timer went off, or the first decision).</param>
    /// <param name="now">The time.</param>
    public static JobDecision Decide(JobState state, IReadOnlyList<JobEvent> events, DateTimeOffset now)
    {
        var ledger = new Ledger(state, now);
        new EventIntake(ledger).Take(events, state.Starting);
        if (ledger.Gone || (ledger.Terms.Deleting && ledger.Counts.Unreleased > 0))
        {
            LetGoOfAll(ledger);
        }

        if (ledger.Gone)
        {
            return new JobDecision(ledger.Close(), ledger.Work(status: null), WakeAt: null, Done: true);
        }

        if (JobConditions.Finished(ledger.Conditions) is { } finished)
        {
            return AfterFinish(ledger, finished);
        }

        if (ledger.Terms.ManagedElsewhere)
        {
            return new JobDecision(ledger.Close(), ledger.Work(status: null), WakeAt: null, Done: ledger.Terms.Ttl is null);
        }

        Run(ledger);
        return Conclude(ledger);
    }

    private static void Run(Ledger ledger)
    {
        if (!ledger.Terms.Suspended)
        {
            ledger.StartTime ??= ledger.Now;
        }

        var facts = new JobFacts(
            ledger.Terms,
            ledger.Now,
            ledger.StartTime,
            ledger.Conditions,
            ledger.Counts,
            ledger.Succeeded,
            ledger.Failed,
            ledger.Indexes.Completed,
            ledger.Indexes.Failed,
            ledger.FailJobMessage);
        if (VerdictRules.Judge(facts) is { } verdict)
        {
            Finishing.Apply(ledger, verdict);
            return;
        }

        ledger.Wake(ActiveDeadline.DueAt(facts));
        if (!ledger.Terms.Deleting)
        {
            PodManager.Manage(ledger);
            Suspension.Apply(ledger);
        }
    }

    private static JobDecision Conclude(Ledger ledger)
    {
        var state = ledger.Close();
        var status = StatusReport.Of(state);
        var changed = !StatusReport.Same(status, state.Published);
        var done = false;
        if (JobConditions.Finished(state.Conditions) is { } finished)
        {
            ledger.Wake(TtlEnd(ledger.Terms, finished));
            done = ledger.WakeAt is null;
        }

        return new JobDecision(state with { Published = status }, ledger.Work(changed ? status : null), ledger.WakeAt, done);
    }

    /// <summary>A finished Job never changes again; it only goes away when its time is up.</summary>
    private static JobDecision AfterFinish(Ledger ledger, JobCondition finished)
    {
        if (ledger.Counts.Unreleased > 0)
        {
            LetGoOfAll(ledger);
        }

        var end = TtlEnd(ledger.Terms, finished);
        var due = end <= ledger.Now;
        return new JobDecision(ledger.Close(), ledger.Work(status: null, deleteJob: due), WakeAt: due ? null : end, Done: end is null);
    }

    private static DateTimeOffset? TtlEnd(JobTerms terms, JobCondition finished) =>
        terms.Deleting ? null : finished.LastTransitionTime + terms.Ttl;

    private static void LetGoOfAll(Ledger ledger)
    {
        foreach (var pod in ledger.PodsWhere(pod => !pod.Released))
        {
            ledger.LetGo(pod);
        }
    }

    private static IndexSet Stored(string? text) => IndexSet.TryParse(text, out var set) ? set : IndexSet.Salvage(text);
}
