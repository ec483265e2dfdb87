using System.Text.Json;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Leads a Job through a random life and keeps its own books on it. Each number of the script is one thing that happens; observations of
/// pods are delivered late, repeatedly and in any order.</summary>
internal sealed class RandomLife
{
    private readonly Dictionary<string, SimPod> pods = [];
    private readonly List<PodObservation> sent = [];
    private readonly HashSet<int> succeededIndexes = [];
    private readonly HashSet<int> failedIndexes = [];
    private readonly HashSet<string> released = [];
    private JobSpec spec;
    private DateTimeOffset now = JobSim.Start;
    private JobStatus? finalStatus;
    private bool cantStart;
    private int succeeded;
    private int failed;

    public RandomLife(JobSpec spec)
    {
        this.spec = spec;
        State = JobDecider.Begin(JobSim.Snapshot(spec));
        Decide([]);
    }

    public JobState State { get; private set; }

    public JobStatus Status { get; private set; } = new();

    private List<SimPod> Living => [.. pods.Values.Where(pod => !pod.HasEnded)];

    /// <summary>Lets one thing happen.</summary>
    public void Live(int what)
    {
        var (kind, detail) = (what % 12, what / 12);
        var living = Living;
        var pod = living.Count > 0 ? living[detail % living.Count] : null;
        switch (kind)
        {
            case 0 or 1 or 2 or 3 when pod is not null:
                pod.Phase = kind == 3 ? "Failed" : detail % 3 == 0 ? "Running" : "Succeeded";
                (pod.Ready, pod.FinishedAt) = (pod.Phase == "Running", now);
                sent.Add(pod.Observe());
                break;
            case 4 when pod is not null:
                pod.Terminating = true;
                sent.Add(pod.Observe());
                break;
            case 5 when pod is not null:
                pod.Gone = true;
                sent.Add(pod.Observe());
                break;
            case 6 or 7 or 8 when sent.Count > 0:
                Decide([new JobEvent.PodsObserved([.. Enumerable.Range(0, 3).Select(i => sent[(detail + (i * 7)) % sent.Count])])]);
                break;
            case 9:
                now += TimeSpan.FromSeconds(detail % 30);
                Decide([]);
                break;
            case 10:
                Change(detail);
                break;
            default:
                cantStart = detail % 3 == 0;
                break;
        }
    }

    /// <summary>From now on all goes well; the Job has to finish.</summary>
    public void EndWell()
    {
        cantStart = false;
        Respec(spec with { Suspend = false, Parallelism = Math.Max(1, spec.Parallelism ?? 1) });
        for (var round = 0; JobConditions.Finished(Status.Conditions) is null; round++)
        {
            Assert.True(round < 1000, "the Job never finishes");
            foreach (var pod in Living)
            {
                (pod.Phase, pod.FinishedAt) = (pod.Terminating ? "Failed" : "Succeeded", now);
            }

            now += TimeSpan.FromMinutes(10);
            Decide([new JobEvent.PodsObserved([.. pods.Values.Select(pod => pod.Observe())])]);
        }
    }

    private void Change(int detail)
    {
        var size = 1 + (detail / 4 % 6);
        Respec((detail % 4) switch
        {
            0 or 1 => spec with { Suspend = !(spec.Suspend ?? false) },
            2 => spec with { Parallelism = detail / 4 % 6 },
            _ when spec.CompletionMode == "Indexed" && spec.BackoffLimitPerIndex is null => spec with { Completions = size, Parallelism = size },
            _ => spec with { PodReplacementPolicy = spec.PodReplacementPolicy == "Failed" ? "TerminatingOrFailed" : "Failed" },
        });
    }

    private void Respec(JobSpec changed)
    {
        spec = changed;
        Decide([new JobEvent.JobChanged(JobSim.Snapshot(spec, Status))]);
    }

    private void Decide(IReadOnlyList<JobEvent> events)
    {
        for (var round = 0; round < 1000; round++)
        {
            var copy = JsonSerializer.Deserialize<JobState>(JsonSerializer.Serialize(State, JobSim.Json), JobSim.Json)!;
            var decision = JobDecider.Decide(State, events, now);
            Assert.Equal(JsonSerializer.Serialize(decision, JobSim.Json), JsonSerializer.Serialize(JobDecider.Decide(copy, events, now), JobSim.Json));

            Expect(events);
            State = decision.State;
            events = CarryOut(decision.Work);
            Check(decision);
            if (events.Count == 0 && !(decision.WakeAt <= now))
            {
                return;
            }
        }

        Assert.Fail("the Job never comes to rest");
    }

    /// <summary>Counts what the events tell, by the plain rule: a pod's first ending counts, unless the pod was let go before.</summary>
    private void Expect(IReadOnlyList<JobEvent> events)
    {
        if (spec.CompletionMode == "Indexed")
        {
            succeededIndexes.RemoveWhere(index => index >= spec.Completions);
        }

        foreach (var seen in events.OfType<JobEvent.PodsObserved>().SelectMany(observed => observed.Pods))
        {
            CountOnce(seen);
        }

        if (events.OfType<JobEvent.JobChanged>().Any() && spec.PodReplacementPolicy != "Failed")
        {
            foreach (var pod in State.Pods.Pods.Where(pod => pod.Ending))
            {
                CountOnce(pods[pod.Uid].Observe() with { Phase = "Running", Terminating = true, Gone = false });
            }
        }
    }

    private void CountOnce(PodObservation seen)
    {
        var ends = seen.HasEnded || (seen.Terminating && spec.PodReplacementPolicy != "Failed");
        if (!ends || !pods.TryGetValue(seen.Uid, out var pod) || !released.Add(seen.Uid) || pod.Index >= spec.Completions)
        {
            return;
        }

        if (seen.Phase == "Succeeded")
        {
            succeeded++;
            Assert.True(pod.Index is not { } index || succeededIndexes.Add(index), "an index succeeded twice");
            return;
        }

        failed++;
        if (pod.Index is { } failing && pod.Seed.FailureCount >= spec.BackoffLimitPerIndex)
        {
            failedIndexes.Add(failing);
        }
    }

    private IReadOnlyList<JobEvent> CarryOut(JobWork work)
    {
        foreach (var seed in work.Start)
        {
            Assert.False(seed.Index is { } index && (succeededIndexes.Contains(index) || failedIndexes.Contains(index)), "an ended index was started");
            Assert.True(cantStart || pods.TryAdd(seed.Uid, new SimPod(seed)), "a pod was started twice");
        }

        foreach (var handle in work.Stop)
        {
            pods[handle.Uid].Terminating = true;
            sent.Add(pods[handle.Uid].Observe());
        }

        foreach (var handle in work.Release)
        {
            Assert.False(pods[handle.Uid].Released, "a pod was released twice");
            pods[handle.Uid].Released = true;
            if (released.Add(handle.Uid) && JobConditions.FindTrue(State.Conditions, "FailureTarget") is not null)
            {
                failed++;
            }
        }

        Status = work.Status ?? Status;
        return cantStart && work.Start.Count > 0
            ? [new JobEvent.StartFailed([.. work.Start.Select(seed => new PodHandle(seed.Name, seed.Uid))], "no")]
            : [];
    }

    private int MostActive()
    {
        // Of a work queue the pods that run when one succeeds are left to end by themselves.
        var leftAlone = spec.Completions is null && succeeded > 0;
        return spec.Suspend == true ? 0 : leftAlone ? int.MaxValue : spec.Parallelism ?? 1;
    }

    private void Check(JobDecision decision)
    {
        if (finalStatus is not null)
        {
            Assert.Same(finalStatus, Status);
            Assert.True(decision.Work.IsEmpty, "a finished Job still has work");
            return;
        }

        var active = State.Pods.Pods.Where(pod => !pod.Ending).ToList();
        Assert.Equal(active.Count, Status.Active ?? 0);
        Assert.Equal(State.Pods.Count, State.Counts.Active + State.Counts.Terminating);
        Assert.True(active.Count <= MostActive(), "too many active pods");
        var held = State.Pods.Pods.Where(pod => !pod.IndexGivenUp && pod.Index is not null).Select(pod => pod.Index).ToList();
        Assert.Equal(held.Count, held.Distinct().Count());
        Assert.True(released.All(uid => pods[uid].Released), "an ending was counted but not released");
        Assert.True(failed == (Status.Failed ?? 0), $"{failed} failures became {Status.Failed}");
        var successes = spec.CompletionMode == "Indexed" ? succeededIndexes.Count : succeeded;
        Assert.True(successes == (Status.Succeeded ?? 0), $"{successes} successes became {Status.Succeeded}");
        Assert.Equal(succeededIndexes.Order(), State.Completed.Lowest(int.MaxValue));
        Assert.Equal(failedIndexes.Order(), State.FailedIndexes.Lowest(int.MaxValue));
        Assert.Equal(0, State.Completed.CountCommon(State.FailedIndexes));
        if (JobConditions.Finished(Status.Conditions) is not null)
        {
            finalStatus = Status;
            Assert.Empty(State.Pods.Pods);
            Assert.True(decision.Done);
        }
    }
}
