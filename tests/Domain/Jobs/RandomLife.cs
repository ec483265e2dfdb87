using JobFlows.Domain.Batch;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Leads a Job through a random life and keeps its own books on it, by the plain rule that a pod's first ending counts unless the pod was let go
/// before. Each number of the script is one thing that happens; observations of pods are delivered late, repeatedly and in any order.</summary>
internal sealed class RandomLife
{
    private readonly Action<RandomLife> watch;
    private readonly Dictionary<string, SimPod> pods = [];
    private readonly List<PodObservation> sent = [];
    private readonly HashSet<int> succeededIndexes = [];
    private readonly HashSet<int> failedIndexes = [];
    private readonly HashSet<string> released = [];
    private JobSpec spec;
    private DateTimeOffset now = JobSim.Start;
    private bool cantStart;
    private int succeeded;

    /// <param name="spec">The Job.</param>
    /// <param name="watch">Looks at it after each decision.</param>
    public RandomLife(JobSpec spec, Action<RandomLife> watch)
    {
        (this.spec, this.watch) = (spec, watch);
        Beginning = State = JobDecider.Begin(JobSim.Snapshot(spec));
        Decide([]);
    }

    /// <summary>The state before the first decision.</summary>
    public JobState Beginning { get; }

    /// <summary>All that was decided on, in order.</summary>
    public List<(IReadOnlyList<JobEvent> Events, DateTimeOffset Now)> History { get; } = [];

    public JobState State { get; private set; }

    /// <summary>The last decision.</summary>
    public JobDecision Decision { get; private set; } = null!;

    /// <summary>Whether the Job had finished before the last decision.</summary>
    public bool WasFinished { get; private set; }

    /// <summary>The failures that should have been counted.</summary>
    public int Failed { get; private set; }

    /// <summary>The successes that should have been counted.</summary>
    public int Succeeded => spec.CompletionMode == "Indexed" ? succeededIndexes.Count : succeeded;

    /// <summary>The indexes that should have succeeded.</summary>
    public IReadOnlySet<int> SucceededIndexes => succeededIndexes;

    /// <summary>The indexes that should have failed for good.</summary>
    public IReadOnlySet<int> FailedIndexes => failedIndexes;

    /// <summary>Whether all pods whose ending was counted here have been let go by the Job as well.</summary>
    public bool CountedAreReleased => released.All(uid => pods[uid].Released);

    /// <summary>The most pods that may be active. Of a work queue the pods that run when one succeeds are left to end by themselves.</summary>
    public int MostActive => spec.Suspend == true ? 0 : spec.Completions is null && succeeded > 0 ? int.MaxValue : spec.Parallelism ?? 1;

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
            History.Add((events, now));
            var decision = JobDecider.Decide(State, events, now);
            Expect(events);
            WasFinished = JobConditions.Finished(Status.Conditions) is not null;
            (State, Decision) = (decision.State, decision);
            events = CarryOut(decision.Work);
            watch(this);
            if (events.Count == 0 && !(decision.WakeAt <= now))
            {
                return;
            }
        }

        Assert.Fail("the Job never comes to rest");
    }

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

        Failed++;
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
                Failed++;
            }
        }

        Status = work.Status ?? Status;
        return cantStart && work.Start.Count > 0
            ? [new JobEvent.StartFailed([.. work.Start.Select(seed => new PodHandle(seed.Name, seed.Uid))], "no")]
            : [];
    }
}
