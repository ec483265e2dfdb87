using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Which pods a Job starts, and what its status says meanwhile.</summary>
public sealed class RunningTests
{
    [Theory]
    [InlineData("one pod", 1, 1, 1)]
    [InlineData("as many as may run at once", 5, 2, 2)]
    [InlineData("no more than are wanted", 2, 5, 2)]
    [InlineData("paused by parallelism 0", 5, 0, 0)]
    public void FirstDecision_StartsPods(string name, int completions, int parallelism, int started)
    {
        var sim = new JobSim(Specs.Plain(completions, parallelism));

        Assert.True(sim.Pods.Count == started, name);
        Assert.Equal(started == 0 ? null : started, sim.Status.Active);
        Assert.Equal(JobSim.Start, sim.Status.StartTime);
        Assert.Equal((0, 0), (sim.Status.Ready, sim.Status.Terminating));
        Assert.NotNull(sim.Status.UncountedTerminatedPods);
        Assert.All(sim.Pods, pod => Assert.Contains(new JobNotice("Normal", "SuccessfulCreate", $"Created pod: {pod.Name}"), sim.Notices));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Status_WrittenByAClient_IsPutRight(bool suspended)
    {
        var sim = new JobSim(Specs.Plain(2, 2) with { Suspend = suspended });
        var right = sim.Status;

        sim.Overwrite(right with { Active = 7, Ready = 5, Terminating = 3 });
        Assert.Equal((right.Active, right.Ready, right.Terminating), (sim.Last.Work.Status!.Active, sim.Last.Work.Status.Ready, sim.Last.Work.Status.Terminating));

        sim.Overwrite(sim.Status);
        Assert.Null(sim.Last.Work.Status);
    }

    [Fact]
    public void WithoutCompletions_RunsParallelismPodsUntilTheFirstSuccess()
    {
        var sim = new JobSim(Specs.Queue(3));
        Assert.Equal(3, sim.Active.Count);

        sim.Succeed(sim.Active[0]);
        Assert.Equal(2, sim.Active.Count);
        Assert.Null(sim.Condition("SuccessCriteriaMet"));

        sim.Fail(sim.Active[0]);
        sim.Advance(3600);
        Assert.Single(sim.Active);

        sim.Succeed(sim.Active[0]);
        Assert.Equal("True", sim.Condition("Complete")?.Status);
        Assert.Equal((2, 1), (sim.Status.Succeeded, sim.Status.Failed));
    }

    [Fact]
    public void WithoutCompletions_SuspendedAfterASuccess_Completes()
    {
        var sim = new JobSim(Specs.Queue(3));
        sim.Succeed(sim.Active[0]);

        sim.Change(spec => spec with { Suspend = true });
        sim.EndTerminating();

        Assert.NotNull(sim.Condition("Complete"));
        Assert.Null(sim.Condition("Suspended"));
        Assert.Null(sim.Status.Failed);
    }

    [Fact]
    public void NoCompletionsWanted_CompletesAtOnce()
    {
        var sim = new JobSim(Specs.Plain(0, 3));

        Assert.Empty(sim.Pods);
        Assert.Equal("CompletionsReached", sim.Condition("Complete")?.Reason);
        Assert.Equal(JobSim.Start, sim.Status.StartTime);
    }

    [Fact]
    public void Indexed_TakesTheLowestMissingIndexes()
    {
        var sim = new JobSim(Specs.Indexed(6, 3));
        Assert.Equal([0, 1, 2], sim.Pods.Select(pod => pod.Index!.Value));

        sim.Succeed(sim.At(1));
        Assert.Equal([0, 2, 3], sim.Active.Select(pod => pod.Index!.Value));
        Assert.Equal("1", sim.Status.CompletedIndexes);

        sim.Fail(sim.At(0));
        sim.Advance(10);
        Assert.Equal([2, 3, 0], sim.Active.Select(pod => pod.Index!.Value));
    }

    [Fact]
    public void Indexed_CompletedIndexes_AreWrittenAsIntervals()
    {
        var sim = new JobSim(Specs.Indexed(10, 10));
        sim.Succeed([sim.At(1), sim.At(3), sim.At(4), sim.At(5), sim.At(7), sim.At(8)]);

        Assert.Equal("1,3-5,7,8", sim.Status.CompletedIndexes);
        Assert.Equal((6, 4), (sim.Status.Succeeded, sim.Status.Active));
        Assert.Null(sim.Status.FailedIndexes);
    }

    [Fact]
    public void ManyPods_AreStartedInBatches()
    {
        var state = JobDecider.Begin(JobSim.Snapshot(Specs.Indexed(2000, 1200)));
        var batches = new List<int>();
        DateTimeOffset? wakeAt = JobSim.Start;
        while (wakeAt == JobSim.Start)
        {
            var decision = JobDecider.Decide(state, [], JobSim.Start);
            batches.Add(decision.Work.Start.Count);
            (state, wakeAt) = (decision.State, decision.WakeAt);
        }

        Assert.Equal([500, 500, 200], batches);
    }

    [Fact]
    public void Ready_FollowsThePods()
    {
        var sim = new JobSim(Specs.Plain(3, 3));
        sim.Run(sim.Active);
        Assert.Equal((3, 3), (sim.Status.Ready, sim.Status.Active));

        sim.Pods[0].Ready = false;
        sim.Observe(sim.Pods[0]);
        Assert.Equal((2, 3), (sim.Status.Ready, sim.Status.Active));

        sim.Succeed(sim.Pods[1]);
        Assert.Equal((1, 2), (sim.Status.Ready, sim.Status.Active));
    }

    [Fact]
    public void RepeatedLateAndUnknownObservations_CountOnce()
    {
        var sim = new JobSim(Specs.Plain(5, 2));
        var (first, second) = (sim.Pods[0], sim.Pods[1]);
        sim.Run(first, second);
        var running = first.Observe();
        sim.Succeed(first);
        sim.Fail(second);
        var written = sim.Statuses.Count;

        sim.Step(new JobEvent.PodsObserved([running, first.Observe(), second.Observe(), first.Observe()]));
        first.Gone = true;
        sim.Observe(first);
        sim.Step(new JobEvent.PodsObserved([running with { Uid = "someone-else", Phase = "Succeeded" }]));

        Assert.Equal((1, 1), (sim.Status.Succeeded, sim.Status.Failed));
        Assert.Equal(written, sim.Statuses.Count);
    }

    [Theory]
    [InlineData("gone while running", "Running", null, 1)]
    [InlineData("gone after success", "Succeeded", 1, null)]
    [InlineData("gone after failure", "Failed", null, 1)]
    public void PodGone_CountsByItsLastPhase(string name, string phase, int? succeeded, int? failed)
    {
        var sim = new JobSim(Specs.Plain(2, 1));
        (sim.Pods[0].Phase, sim.Pods[0].Gone) = (phase, true);
        sim.Observe(sim.Pods[0]);

        Assert.True((succeeded, failed) == (sim.Status.Succeeded, sim.Status.Failed), name);
    }

    [Fact]
    public void EveryEndedPod_IsReleasedOnce()
    {
        var sim = new JobSim(Specs.Plain(4, 2));
        sim.Succeed(sim.Active);
        sim.Fail(sim.Active[0]);

        Assert.Equal(3, sim.Pods.Count(pod => pod.Released));
        Assert.All(sim.Active, pod => Assert.False(pod.Released));
    }

    [Fact]
    public void ManagedByAnotherController_IsLeftAlone()
    {
        var sim = new JobSim(Specs.Plain(1, 1) with { ManagedBy = "example.com/controller" });

        Assert.True(sim.Last.Work.IsEmpty);
        Assert.True(sim.Last.Done);
        Assert.Null(sim.Last.WakeAt);
    }

    [Fact]
    public void ManagedByThisController_IsRun() =>
        Assert.Single(new JobSim(Specs.Plain(1, 1) with { ManagedBy = "kubernetes.io/job-controller" }).Pods);
}
