using JobFlows.Domain.Batch;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Changes of parallelism and completions, and pods that others delete.</summary>
public sealed class ScalingTests
{
    [Fact]
    public void ScaleUp_StartsMore()
    {
        var sim = new JobSim(Specs.Plain(10, 2));
        sim.Change(spec => spec with { Parallelism = 5 });
        Assert.Equal(5, sim.Active.Count);
    }

    [Fact]
    public void ScaleDown_RemovesPodsThatCameLeastFarWithoutCountingThem()
    {
        var sim = new JobSim(Specs.Plain(10, 5));
        var pods = sim.Pods.ToList();
        sim.Run(pods[0], pods[1], pods[2], pods[3]);
        pods[1].Ready = false;
        pods[2].Restarts = 3;
        sim.Observe(pods[1], pods[2]);

        // In turn: pending, not ready, most restarts, youngest.
        foreach (var gone in (int[])[4, 1, 2, 3])
        {
            sim.Change(spec => spec with { Parallelism = spec.Parallelism - 1 });
            Assert.True(pods[gone].Terminating);
            Assert.Single(sim.Terminating);
            sim.EndTerminating();
        }

        Assert.Same(pods[0], Assert.Single(sim.Active));
        Assert.Null(sim.Status.Failed);
    }

    [Fact]
    public void ScaleDown_ToNothing_PausesAndGoesOn()
    {
        var sim = new JobSim(Specs.Indexed(3, 3));
        sim.Change(spec => spec with { Parallelism = 0 });
        sim.EndTerminating();
        Assert.Null(sim.Status.Active);
        Assert.Null(sim.Status.Conditions);

        sim.Change(spec => spec with { Parallelism = 2 });
        Assert.Equal([0, 1], sim.Active.Select(pod => pod.Index!.Value));
    }

    [Fact]
    public void ScaleDown_OfManyPods_GoesInBatches()
    {
        var sim = new JobSim(Specs.Indexed(2000, 1200), replaysJson: false);
        sim.DecideOnce([new JobEvent.JobChanged(sim.Job with { Spec = sim.Job.Spec with { Parallelism = 100 } })]);
        Assert.Equal((500, sim.Now), (sim.Last.Work.Stop.Count, sim.Last.WakeAt));

        sim.Step();
        Assert.Equal(100, sim.Active.Count);
    }

    [Fact]
    public void PodDeletedByAUser_IsReplacedAndCountedAtOnce()
    {
        var sim = new JobSim(Specs.Indexed(2, 2));
        sim.Run(sim.Active);
        var pod = sim.At(0);
        (pod.Terminating, pod.FinishedAt) = (true, sim.Now);
        sim.Observe(pod);
        Assert.Equal((1, 1, 1, 1), (sim.Status.Failed, sim.Status.Terminating, sim.Status.Active, sim.Status.Ready));
        Assert.True(pod.Released);

        sim.Advance(10);
        Assert.Equal((2, 1), (sim.Status.Active, sim.Status.Terminating));

        sim.Succeed(pod);
        Assert.Equal((1, null, 0), (sim.Status.Failed, sim.Status.Succeeded, sim.Status.Terminating));
    }

    [Theory]
    [InlineData("it fails", "Failed", null, 1)]
    [InlineData("it succeeds after all", "Succeeded", 1, null)]
    public void PodDeletedByAUser_ReplacedOnlyWhenFailed_CountsWhenItHasEnded(string name, string phase, int? succeeded, int? failed)
    {
        var sim = new JobSim(Specs.Indexed(2, 1) with { PodReplacementPolicy = "Failed" });
        var pod = sim.At(0);
        pod.Terminating = true;
        sim.Observe(pod);
        sim.Advance(1000);
        Assert.Equal((null, 1, null), (sim.Status.Failed, sim.Status.Terminating, sim.Status.Active));
        Assert.False(pod.Released);

        pod.Phase = phase;
        sim.Observe(pod);
        Assert.True((succeeded, failed, 0) == (sim.Status.Succeeded, sim.Status.Failed, sim.Status.Terminating), name);
        sim.Advance(10);
        Assert.Single(sim.Active);
    }

    [Fact]
    public void PodReplacementPolicy_Loosened_CountsPodsThatTerminate()
    {
        var sim = new JobSim(Specs.Indexed(2, 2) with { PodReplacementPolicy = "Failed" });
        var pod = sim.At(1);
        pod.Terminating = true;
        sim.Observe(pod);

        sim.Change(spec => spec with { PodReplacementPolicy = "TerminatingOrFailed" });
        Assert.Equal((1, 1), (sim.Status.Failed, sim.Status.Terminating));
        sim.Advance(10);
        Assert.Equal([0, 1], sim.Active.Select(active => active.Index!.Value).Order());

        sim.Change(spec => spec with { PodReplacementPolicy = "Failed" });
        sim.Fail(pod);
        Assert.Equal(1, sim.Status.Failed);
        Assert.Equal(2, sim.Active.Count);
    }

    [Fact]
    public void PodReplacementPolicyFailed_WaitsWithFinishingUntilPodsHaveEnded()
    {
        var sim = new JobSim(Specs.Plain(2, 2, backoffLimit: 0) with { PodReplacementPolicy = "Failed" });
        sim.Pods[1].Terminating = true;
        sim.Observe(sim.Pods[1]);
        sim.Fail(sim.Pods[0]);
        Assert.Equal((2, 1), (sim.Status.Failed, sim.Status.Terminating));
        Assert.Null(sim.Condition("Failed"));

        sim.Succeed(sim.Pods[1]);
        Assert.Equal((2, null), (sim.Status.Failed, sim.Status.Succeeded));
        Assert.NotNull(sim.Condition("Failed"));
    }

    [Fact]
    public void ElasticScaleDown_DropsIndexesPastTheEnd()
    {
        var sim = new JobSim(Specs.Indexed(5, 5));
        sim.Succeed([sim.At(0), sim.At(3)]);
        sim.Change(spec => spec with { Completions = 3, Parallelism = 3 });

        Assert.Equal((1, "0"), (sim.Status.Succeeded, sim.Status.CompletedIndexes));
        Assert.Equal([1, 2], sim.Active.Select(pod => pod.Index!.Value));
        Assert.Equal(4, Assert.Single(sim.Terminating).Index);

        sim.Succeed([.. sim.Active, .. sim.Terminating]);
        Assert.Equal((3, "0-2"), (sim.Status.Succeeded, sim.Status.CompletedIndexes));
        Assert.NotNull(sim.Condition("Complete"));
    }

    [Fact]
    public void ElasticScaleUp_AddsIndexes()
    {
        var sim = new JobSim(Specs.Indexed(3, 3));
        sim.Succeed(sim.At(2));
        sim.Change(spec => spec with { Completions = 2, Parallelism = 2 });
        sim.Change(spec => spec with { Completions = 5, Parallelism = 5 });

        Assert.Equal([0, 1, 2, 3, 4], sim.Active.Select(pod => pod.Index!.Value).Order());
        Assert.Null(sim.Status.CompletedIndexes);
    }

    [Fact]
    public void ElasticScaleDown_ThenUpWhilePodsTerminate_DoublesNoIndex()
    {
        var sim = new JobSim(Specs.Indexed(4, 4) with { PodReplacementPolicy = "Failed" });
        sim.Change(spec => spec with { Completions = 2, Parallelism = 2 });
        sim.Change(spec => spec with { Completions = 6, Parallelism = 6 });
        Assert.Equal([0, 1, 4, 5], sim.Active.Select(pod => pod.Index!.Value));

        sim.EndTerminating();
        Assert.Equal([0, 1, 4, 5, 2, 3], sim.Active.Select(pod => pod.Index!.Value));
        Assert.Null(sim.Status.Failed);
    }
}
