using JobFlows.Domain.Batch;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Where one more or one less decides.</summary>
public sealed class EdgeTests
{
    [Fact]
    public void NoFailures_NoDelay()
    {
        Assert.Equal(TimeSpan.Zero, Backoff.AfterPodFailures(0));
        Assert.Equal(TimeSpan.Zero, Backoff.AfterStartFailures(-1));
        Assert.Equal(default, new FailureStreak(0, null).After([JobSim.Start, JobSim.Start.AddSeconds(9)], [JobSim.Start.AddSeconds(7)]));
    }

    [Fact]
    public void Success_CountsFromTheEndOfItsPod()
    {
        var sim = new JobSim(Specs.Plain(5, 2));
        sim.Now += TimeSpan.FromMinutes(1);
        var (good, bad) = (sim.Active[0], sim.Active[1]);
        (good.Phase, good.FinishedAt) = ("Succeeded", sim.Now.AddSeconds(-5));
        (bad.Phase, bad.FinishedAt) = ("Failed", sim.Now.AddSeconds(-2));
        sim.Observe(good, bad);
        Assert.Equal(sim.Now.AddSeconds(8), sim.Last.WakeAt);
    }

    [Fact]
    public void TwoPodsMatchFailJob_TheFirstIsTheCause()
    {
        var policy = new PodFailurePolicy
        {
            Rules = [new PodFailurePolicyRule { Action = "FailJob", OnExitCodes = new PodFailurePolicyOnExitCodesRequirement { Operator = "NotIn", Values = [0] } }],
        };
        var sim = new JobSim(Specs.Plain(2, 2) with { PodFailurePolicy = policy });
        var pods = sim.Active;
        (pods[0].Ended, pods[1].Ended) = (SimPod.Exits("main", 3), SimPod.Exits("main", 4));
        sim.Fail(pods);
        Assert.Contains("failed with exit code 3", sim.Condition("FailureTarget")!.Message);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Succeeded")]
    public void FirstIndexPastTheEnd_DoesNotCount(string phase)
    {
        var begun = JobDecider.Decide(JobDecider.Begin(JobSim.Snapshot(Specs.Indexed(3, 3))), [], JobSim.Start);
        var last = begun.Work.Start[2];
        var decision = JobDecider.Decide(
            begun.State,
            [
                new JobEvent.JobChanged(JobSim.Snapshot(Specs.Indexed(2, 2))),
                new JobEvent.PodsObserved([new PodObservation { Name = last.Name, Uid = last.Uid, Phase = phase }]),
            ],
            JobSim.Start);
        Assert.Equal((0, 0), (decision.State.Failed, decision.State.Completed.Count));
        Assert.Equal(last.Uid, Assert.Single(decision.Work.Release).Uid);
        Assert.Equal("", decision.State.Free.ToString());
    }

    [Fact]
    public void Growth_FreesExactlyTheNewIndexes()
    {
        var paused = JobDecider.Begin(JobSim.Snapshot(Specs.Indexed(2, 0)));
        var decision = JobDecider.Decide(paused, [new JobEvent.JobChanged(JobSim.Snapshot(Specs.Indexed(5, 0)))], JobSim.Start);
        Assert.Equal("0-4", decision.State.Free.ToString());
        decision = JobDecider.Decide(decision.State, [new JobEvent.JobChanged(JobSim.Snapshot(Specs.Indexed(3, 0)))], JobSim.Start);
        Assert.Equal("0-2", decision.State.Free.ToString());
    }

    [Fact]
    public void Retries_EndWithTheNewPodOrTheIndex()
    {
        var sim = new JobSim(Specs.PerIndex(3, 3, limit: 5));
        sim.Fail(sim.At(1));
        sim.Fail(sim.At(2));
        Assert.Equal([1, 2], sim.State.Retries.Keys);
        sim.Change(spec => spec with { Completions = 2, Parallelism = 2 });
        Assert.Equal([1], sim.State.Retries.Keys);
        sim.Advance(10);
        Assert.Empty(sim.State.Retries);
        Assert.Equal(1, sim.At(1).Seed.FailureCount);
    }

    [Fact]
    public void PerIndex_AllSucceed_Completes()
    {
        var sim = new JobSim(Specs.PerIndex(2, 2, limit: 1));
        sim.Succeed(sim.Active);
        Assert.Equal("CompletionsReached", sim.Condition("Complete")?.Reason);
        Assert.DoesNotContain(sim.Notices, notice => notice.Reason == "TooManySucceededPods");
    }

    [Fact]
    public void FailureCounts_AreThoseOfJobsThatCountPerIndex()
    {
        Assert.All(new JobSim(Specs.PerIndex(2, 2, limit: 1)).Pods, pod => Assert.Equal((0, null), (pod.Seed.FailureCount, pod.Seed.IgnoredFailureCount)));
        Assert.All(new JobSim(Specs.Indexed(2, 2)).Pods, pod => Assert.Null(pod.Seed.FailureCount));
        Assert.All(new JobSim(Specs.Plain(2, 2) with { BackoffLimitPerIndex = 1 }).Pods, pod => Assert.Null(pod.Seed.FailureCount));
    }

    [Fact]
    public void Stops_GoInTheOrderOfStarts()
    {
        var sim = new JobSim(Specs.Plain(100, 100));
        sim.Change(spec => spec with { Suspend = true });
        Assert.Equal(sim.Pods.Select(pod => JobNotice.Deleted(pod.Name)), sim.Notices.Where(notice => notice.Reason == "SuccessfulDelete"));
    }

    [Fact]
    public void Begin_TakesOverTheCounters()
    {
        var state = JobDecider.Begin(JobSim.Snapshot(Specs.Plain(99, 1), new JobStatus { Succeeded = 1, Failed = 2, Active = 4, Terminating = 8 }));
        Assert.Equal((1, 2, 15L), (state.Succeeded, state.Failed, state.Ordinals));
        Assert.Equal(0, JobDecider.Begin(JobSim.Snapshot(Specs.Plain(99, 1))).Ordinals);
    }

    [Fact]
    public void FinishedJob_LetsGoOfPodsThatItIsToldOf()
    {
        var finished = JobDecider.Begin(JobSim.Snapshot(Specs.Plain(1, 1), Ended("Complete")));
        var late = new PodObservation { Name = "late", Uid = "0a1b2c3d", Phase = "Running" };
        var decision = JobDecider.Decide(finished, [new JobEvent.PodsAdopted([new AdoptedPod(late, null)])], JobSim.Start);
        Assert.Equal("late", Assert.Single(decision.Work.Release).Name);
        Assert.Empty(JobDecider.Decide(decision.State, [], JobSim.Start).Work.Release);
    }

    [Fact]
    public void FinishedJobBeingDeleted_IsNotDeletedForItsTtl()
    {
        var job = JobSim.Snapshot(Specs.Plain(1, 1) with { TtlSecondsAfterFinished = 0 }, Ended("Complete"));
        Assert.True(JobDecider.Decide(JobDecider.Begin(job), [], JobSim.Start).Work.DeleteJob);
        var decision = JobDecider.Decide(JobDecider.Begin(job with { Deleting = true }), [], JobSim.Start);
        Assert.False(decision.Work.DeleteJob);
        Assert.Null(decision.WakeAt);
    }

    [Theory]
    [InlineData("FailureTarget", "Failed")]
    [InlineData("SuccessCriteriaMet", "Complete")]
    public void InterimConditionWithoutAReason_IsTakenAsItIs(string interim, string terminal)
    {
        var sim = new JobSim(Specs.Plain(1, 1), Ended(interim));
        Assert.Equal(("", ""), (sim.Condition(terminal)!.Reason, sim.Condition(terminal)!.Message));
    }

    [Fact]
    public void SuspendedJob_HasNoStartAndNoDeadline()
    {
        var late = JobSim.Start.AddHours(1);
        var status = new JobStatus { StartTime = JobSim.Start, Conditions = [new JobCondition { Type = "Suspended", Status = "True", Reason = "JobSuspended", Message = "Job suspended" }] };
        var job = JobSim.Snapshot(Specs.Plain(1, 1) with { Suspend = true, ActiveDeadlineSeconds = 5 }, status);
        var decision = JobDecider.Decide(JobDecider.Begin(job), [], late);
        Assert.Null(decision.State.StartTime);
        Assert.Null(decision.WakeAt);
        Assert.Null(JobConditions.FindTrue(decision.State.Conditions, "FailureTarget"));
    }

    [Fact]
    public void PlainJob_TakesNoIndexFromAPodThatItAdopts()
    {
        var begun = JobDecider.Decide(JobDecider.Begin(JobSim.Snapshot(Specs.Plain(3, 3))), [], JobSim.Start).State;
        var stranger = new PodObservation { Name = "stranger", Uid = "0a1b2c3d", Phase = "Running" };
        var decision = JobDecider.Decide(begun, [new JobEvent.PodsAdopted([new AdoptedPod(stranger, 7, 3, 2)])], JobSim.Start);
        var pod = decision.State.Pods.Pods.Single(one => one.Uid == stranger.Uid);
        Assert.Equal((null, 0, 0), (pod.Index, pod.FailureCount, pod.IgnoredFailureCount));
    }

    private static JobStatus Ended(string type) => new()
    {
        StartTime = JobSim.Start,
        Conditions = [new JobCondition { Type = type, Status = "True", LastTransitionTime = JobSim.Start }],
    };
}
