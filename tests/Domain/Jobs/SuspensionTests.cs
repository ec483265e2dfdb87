using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

public sealed class SuspensionTests
{
    [Fact]
    public void CreatedSuspended_StartsNothing()
    {
        var sim = new JobSim(Specs.Plain(2, 2) with { Suspend = true });

        Assert.Empty(sim.Pods);
        Assert.Null(sim.Status.StartTime);
        var condition = sim.Condition("Suspended")!;
        Assert.Equal(("True", "JobSuspended", "Job suspended"), (condition.Status, condition.Reason, condition.Message));
        Assert.Equal((JobSim.Start, JobSim.Start), (condition.LastTransitionTime, condition.LastProbeTime));
        Assert.Equal([new JobNotice("Normal", "Suspended", "Job suspended")], sim.Notices);
    }

    [Fact]
    public void Resumed_StartsPodsAndTheClock()
    {
        var sim = new JobSim(Specs.Plain(2, 2) with { Suspend = true, ActiveDeadlineSeconds = 30 });
        sim.Advance(100);
        sim.Change(spec => spec with { Suspend = false });

        Assert.Equal(2, sim.Active.Count);
        Assert.Equal(sim.Now, sim.Status.StartTime);
        var condition = sim.Condition("Suspended")!;
        Assert.Equal(("False", "JobResumed", "Job resumed"), (condition.Status, condition.Reason, condition.Message));
        Assert.Equal(sim.Now, condition.LastTransitionTime);
        Assert.Contains(new JobNotice("Normal", "Resumed", "Job resumed"), sim.Notices);
        Assert.Equal(sim.Now.AddSeconds(30), sim.Last.WakeAt);
    }

    [Fact]
    public void Suspended_StopsPodsWithoutCountingThem()
    {
        var sim = new JobSim(Specs.Indexed(4, 2));
        sim.Run(sim.Active);
        sim.Succeed(sim.At(0));
        sim.Change(spec => spec with { Suspend = true });

        Assert.Empty(sim.Active);
        Assert.Equal((null, 0, 2), (sim.Status.Active, sim.Status.Ready, sim.Status.Terminating));
        Assert.Null(sim.Status.StartTime);
        Assert.All(sim.Pods, pod => Assert.True(pod.Released));
        Assert.All(sim.Terminating, pod => Assert.Contains(new JobNotice("Normal", "SuccessfulDelete", $"Deleted pod: {pod.Name}"), sim.Notices));

        sim.EndTerminating();
        Assert.Equal((1, null, 0), (sim.Status.Succeeded, sim.Status.Failed, sim.Status.Terminating));
        Assert.Equal("0", sim.Status.CompletedIndexes);

        sim.Change(spec => spec with { Suspend = false });
        Assert.Equal([1, 2], sim.Active.Select(pod => pod.Index!.Value));
    }

    [Fact]
    public void Suspended_AgainAndAgain_KeepsOneConditionAndRecordsEachTurn()
    {
        var sim = new JobSim(Specs.Plain(2, 1));
        for (var i = 0; i < 3; i++)
        {
            sim.Change(spec => spec with { Suspend = true });
            sim.EndTerminating();
            sim.Change(spec => spec with { Suspend = false });
        }

        Assert.Single(sim.Status.Conditions!);
        Assert.Equal(3, sim.Notices.Count(notice => notice.Reason == "Suspended"));
        Assert.Equal(3, sim.Notices.Count(notice => notice.Reason == "Resumed"));
    }

    [Fact]
    public void Suspended_DoesNotRunIntoTheDeadline()
    {
        var sim = new JobSim(Specs.Plain(1, 1) with { ActiveDeadlineSeconds = 30 });
        sim.Advance(20);
        sim.Change(spec => spec with { Suspend = true });
        sim.EndTerminating();
        Assert.Null(sim.Last.WakeAt);

        sim.Advance(1000);
        sim.Change(spec => spec with { Suspend = false });
        sim.Advance(29);
        Assert.Null(sim.Condition("FailureTarget"));

        sim.Advance(1);
        Assert.Equal("DeadlineExceeded", sim.Condition("FailureTarget")?.Reason);
    }

    [Fact]
    public void SuspendedAndResumedBetweenTwoDecisions_ChangesNothing()
    {
        var sim = new JobSim(Specs.Plain(2, 2));
        var (off, on) = (sim.Job, sim.Job with { Spec = sim.Job.Spec with { Suspend = true } });
        sim.Step(new JobEvent.JobChanged(on), new JobEvent.JobChanged(off));

        Assert.Equal(2, sim.Active.Count);
        Assert.Null(sim.Condition("Suspended"));
    }

    [Theory]
    [InlineData("replaced as soon as they terminate", "TerminatingOrFailed", 2)]
    [InlineData("replaced only once they have ended", "Failed", 0)]
    public void ResumedWhilePodsStillTerminate_FollowsPodReplacementPolicy(string name, string policy, int started)
    {
        var sim = new JobSim(Specs.Indexed(2, 2) with { PodReplacementPolicy = policy });
        sim.Change(spec => spec with { Suspend = true });
        sim.Change(spec => spec with { Suspend = false });
        Assert.True(started == sim.Active.Count, name);

        sim.EndTerminating();
        Assert.Equal([0, 1], sim.Active.Select(pod => pod.Index!.Value).Order());
    }
}
