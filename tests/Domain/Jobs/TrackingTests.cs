using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Pods whose tracking finalizer a client takes off: as upstream (<c>getValidPodsWithFilter</c>), they don't count, and are replaced.</summary>
public sealed class TrackingTests
{
    private static readonly PodFailurePolicy FailJobOn42 = new()
    {
        Rules = [new PodFailurePolicyRule { Action = "FailJob", OnExitCodes = new PodFailurePolicyOnExitCodesRequirement { Operator = "In", Values = [42] } }],
    };

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void UntrackedPod_Ends_IsReplacedUncounted(string phase)
    {
        var sim = new JobSim(Specs.Plain(2, 2));
        var pod = sim.Active[0];
        pod.Untracked = true;
        sim.Run(pod);
        Assert.Equal(2, sim.Status.Active);
        pod.Phase = phase;
        sim.Observe(pod);
        Assert.Equal((2, 0, 0), (sim.Status.Active, sim.Status.Succeeded ?? 0, sim.Status.Failed ?? 0));
        Assert.Equal(3, sim.Pods.Count);
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void UntrackedPod_OfIndexedJob_Ends_ItsIndexRunsAgain(string phase)
    {
        var sim = new JobSim(Specs.Indexed(3, 3));
        var pod = sim.At(1);
        (pod.Untracked, pod.Phase) = (true, phase);
        sim.Observe(pod);
        Assert.Equal([0, 1, 2], sim.Active.Select(active => active.Index!.Value).Order());
        Assert.Equal("", sim.Status.CompletedIndexes ?? "");
        Assert.Equal(0, sim.Status.Failed ?? 0);
    }

    [Fact]
    public void UntrackedPod_OfIndexWithRetries_Fails_CountsStartAgain()
    {
        var sim = new JobSim(Specs.Indexed(1, 1) with { BackoffLimitPerIndex = 1, BackoffLimit = int.MaxValue });
        sim.Fail(sim.At(0));
        sim.Advance(10);
        Assert.Equal(1, sim.At(0).Seed.FailureCount);
        sim.At(0).Untracked = true;
        sim.Fail(sim.At(0));
        Assert.Equal(0, sim.At(0).Seed.FailureCount);
        Assert.Equal(1, sim.Status.Failed);
        Assert.Equal("", sim.Status.FailedIndexes);
    }

    [Theory]
    [InlineData("TerminatingOrFailed", 2, 1)]
    [InlineData("Failed", 1, 1)]
    public void UntrackedPod_IsDeleted_IsReplacedWhenItWouldBeOtherwise(string replacement, int active, int terminating)
    {
        var sim = new JobSim(Specs.Indexed(2, 2) with { PodReplacementPolicy = replacement });
        var pod = sim.At(0);
        (pod.Untracked, pod.Terminating) = (true, true);
        sim.Observe(pod);
        Assert.Equal((active, terminating, 0), (sim.Status.Active, sim.Status.Terminating, sim.Status.Failed ?? 0));
        pod.Gone = true;
        sim.Observe(pod);
        Assert.Equal((2, 0, 0), (sim.Status.Active, sim.Status.Terminating, sim.Status.Failed ?? 0));
    }

    [Fact]
    public void UntrackedPod_GoesUnseen_IsReplacedUncounted()
    {
        var sim = new JobSim(Specs.Plain(1, 1));
        var pod = sim.Active[0];
        pod.Untracked = true;
        sim.Observe(pod);
        (pod.Untracked, pod.Gone) = (false, true);
        sim.Observe(pod);
        Assert.Equal((1, 0), (sim.Status.Active, sim.Status.Failed ?? 0));
    }

    [Fact]
    public void Pod_IsTrackedAgain_Counts()
    {
        var sim = new JobSim(Specs.Plain(1, 1));
        var pod = sim.Active[0];
        pod.Untracked = true;
        sim.Observe(pod);
        pod.Untracked = false;
        sim.Succeed(pod);
        Assert.Equal(1, sim.Status.Succeeded);
        Assert.True(pod.Released);
    }

    [Fact]
    public void UntrackedPod_RunsWhenTheJobFails_IsStoppedUncounted()
    {
        var sim = new JobSim(Specs.Plain(3, 3) with { BackoffLimit = 0 });
        var pod = sim.Active[0];
        pod.Untracked = true;
        sim.Observe(pod);
        sim.Fail(sim.Active[1]);
        Assert.True(pod.Terminating);
        Assert.False(pod.Released);
        sim.EndTerminating();
        Assert.Equal("BackoffLimitExceeded", sim.Condition("Failed")?.Reason);
        Assert.Equal(2, sim.Status.Failed);
    }

    [Fact]
    public void PodThatTheJobLetGo_IsSeenTrackedStill_DoesNotCount()
    {
        var sim = new JobSim(Specs.Plain(2, 2));
        sim.Change(spec => spec with { Parallelism = 1 });
        var stopped = Assert.Single(sim.Terminating);
        stopped.Untracked = true;
        sim.Observe(stopped);
        stopped.Untracked = false;
        sim.Succeed(stopped);
        Assert.Equal(0, sim.Status.Succeeded ?? 0);
    }

    [Fact]
    public void PodThatTheJobStopped_FailsAsAFailJobRuleSays_ChangesNothing()
    {
        var sim = new JobSim(Specs.Plain(2, 2) with { PodFailurePolicy = FailJobOn42, PodReplacementPolicy = "Failed" });
        sim.Change(spec => spec with { Parallelism = 1 });
        sim.FailWith(Assert.Single(sim.Terminating), 42);
        Assert.Null(sim.Condition("FailureTarget"));
        Assert.Equal(0, sim.Status.Failed ?? 0);
    }

    [Fact]
    public void UntrackedPod_FailsAsAFailJobRuleSays_FailsTheJob()
    {
        var sim = new JobSim(Specs.Plain(2, 2) with { PodFailurePolicy = FailJobOn42 });
        var pod = sim.Active[0];
        pod.Untracked = true;
        sim.FailWith(pod, 42);
        sim.EndTerminating();
        Assert.Equal("PodFailurePolicy", sim.Condition("Failed")?.Reason);
        Assert.Equal(1, sim.Status.Failed);
    }
}
