using JobFlows.Domain.Batch;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>How Jobs end, and what happens afterwards.</summary>
public sealed class FinishingTests
{
    [Fact]
    public void Completions_AreDeclaredBeforeTheJobIsComplete()
    {
        var sim = new JobSim(Specs.Plain(1, 1));
        sim.Run(sim.Active);
        sim.Now += TimeSpan.FromSeconds(5);
        sim.Succeed(sim.Active);

        var types = sim.Statuses.Select(status => string.Join(',', (status.Conditions ?? []).Select(condition => condition.Type))).Distinct();
        Assert.Equal(["", "SuccessCriteriaMet", "SuccessCriteriaMet,Complete"], types);
        Assert.All(sim.Status.Conditions!, condition => Assert.Equal(
            ("True", "CompletionsReached", "Reached expected number of succeeded pods", sim.Now, sim.Now),
            (condition.Status, condition.Reason, condition.Message, condition.LastTransitionTime!.Value, condition.LastProbeTime!.Value)));
        Assert.Equal(sim.Now, sim.Status.CompletionTime);
        Assert.Equal((1, null, null, 0, 0), (sim.Status.Succeeded, sim.Status.Failed, sim.Status.Active, sim.Status.Ready, sim.Status.Terminating));
        Assert.Equal(new JobNotice("Normal", "Completed", "Job completed"), sim.Notices[^1]);
        Assert.True(sim.Last.Done);
    }

    [Fact]
    public void PodsPastTheCompletions_AreRemovedWithoutCounting()
    {
        var sim = new JobSim(Specs.Plain(3, 3));
        sim.Change(spec => spec with { Parallelism = 3, Completions = 2 });
        Assert.Equal((2, 1), (sim.Active.Count, sim.Terminating.Count));

        sim.Succeed(sim.Active);
        Assert.NotNull(sim.Condition("SuccessCriteriaMet"));
        Assert.Null(sim.Condition("Complete"));

        sim.EndTerminating();
        Assert.NotNull(sim.Condition("Complete"));
        Assert.Equal((2, null), (sim.Status.Succeeded, sim.Status.Failed));
    }

    [Fact]
    public void TooManySuccesses_AreMentioned()
    {
        var sim = new JobSim(Specs.Plain(3, 3));
        sim.Step(
            new JobEvent.JobChanged(sim.Job with { Spec = sim.Job.Spec with { Completions = 2 } }),
            new JobEvent.PodsObserved([.. sim.Pods.Select(pod => pod.Observe() with { Phase = "Succeeded" })]));

        Assert.Equal(3, sim.Status.Succeeded);
        Assert.Contains(
            new JobNotice("Warning", "TooManySucceededPods", "Too many succeeded pods running after completion count reached"), sim.Notices);
    }

    [Fact]
    public void Deadline_StopsThePodsAndFailsTheJob()
    {
        var sim = new JobSim(Specs.Plain(2, 2) with { ActiveDeadlineSeconds = 60 });
        Assert.Equal(JobSim.Start.AddSeconds(60), sim.Last.WakeAt);
        sim.Run(sim.Active);

        sim.Advance(59);
        Assert.Null(sim.Condition("FailureTarget"));

        sim.Advance(1);
        Assert.Equal(("DeadlineExceeded", "Job was active longer than specified deadline"), (sim.Condition("FailureTarget")?.Reason, sim.Condition("FailureTarget")?.Message));
        Assert.Equal((2, null, 0, 2), (sim.Status.Failed, sim.Status.Active, sim.Status.Ready, sim.Status.Terminating));

        sim.EndTerminating();
        Assert.Equal("DeadlineExceeded", sim.Condition("Failed")?.Reason);
        Assert.True(sim.Last.Done);
    }

    [Fact]
    public void BackoffLimit_BeatsTheDeadline()
    {
        var sim = new JobSim(Specs.Plain(1, 1, backoffLimit: 0) with { ActiveDeadlineSeconds = 60 });
        sim.Now += TimeSpan.FromSeconds(61);
        sim.Fail(sim.Active);

        Assert.Equal("BackoffLimitExceeded", sim.Condition("Failed")?.Reason);
    }

    [Fact]
    public void SuccessDeclared_StandsThoughTheLastPodFails()
    {
        var sim = new JobSim(Specs.Indexed(3, 3, backoffLimit: 0) with { SuccessPolicy = new SuccessPolicy { Rules = [new SuccessPolicyRule { SucceededCount = 1 }] } });
        sim.Succeed(sim.At(1));
        Assert.Equal((2, null), (sim.Status.Terminating, sim.Status.Failed));

        sim.EndTerminating();
        Assert.Equal("SuccessPolicy", sim.Condition("Complete")?.Reason);
        Assert.Null(sim.Condition("FailureTarget"));
        Assert.Null(sim.Status.Failed);
    }

    [Fact]
    public void Finished_NeverChangesAgain()
    {
        var sim = new JobSim(Specs.Plain(1, 1));
        sim.Succeed(sim.Active);
        var status = sim.Status;

        sim.Fail(sim.Pods);
        sim.Change(spec => spec with { Suspend = true, Parallelism = 9, ActiveDeadlineSeconds = 1 });
        sim.Advance(3600);

        Assert.Same(status, sim.Status);
        Assert.Single(sim.Pods);
    }

    [Theory]
    [InlineData("Complete", "True", true)]
    [InlineData("Failed", "True", true)]
    [InlineData("Failed", "False", false)]
    [InlineData("FailureTarget", "False", false)]
    public void Begin_WithStoredStatus_RecognizesAFinishedJob(string type, string value, bool finished)
    {
        var status = new JobStatus { StartTime = JobSim.Start, Succeeded = 0, Conditions = [new JobCondition { Type = type, Status = value, LastTransitionTime = JobSim.Start }] };
        var sim = new JobSim(Specs.Plain(1, 1), status);

        Assert.Equal(finished, sim.Last.Done);
        Assert.Equal(finished ? 0 : 1, sim.Pods.Count);
        Assert.Equal(finished, sim.Statuses.Count == 0);
    }

    [Fact]
    public void Begin_WithStoredStatus_GoesOnFromIt()
    {
        var status = new JobStatus { StartTime = JobSim.Start.AddSeconds(-50), Failed = 2, CompletedIndexes = "0,2-4", Succeeded = 4 };
        var sim = new JobSim(Specs.Indexed(7, 2) with { ActiveDeadlineSeconds = 60 }, status);

        Assert.Equal([1, 5], sim.Pods.Select(pod => pod.Index!.Value));
        Assert.Equal(JobSim.Start.AddSeconds(10), sim.Last.WakeAt);
        Assert.Equal((4, 2, "0,2-4"), (sim.Status.Succeeded, sim.Status.Failed, sim.Status.CompletedIndexes));
    }

    [Theory]
    [InlineData("FailureTarget", "Failed")]
    [InlineData("SuccessCriteriaMet", "Complete")]
    public void Begin_WithAnInterimCondition_OnlyFinishes(string interim, string terminal)
    {
        var declared = new JobCondition { Type = interim, Status = "True", Reason = "Because", Message = "of this" };
        var sim = new JobSim(Specs.Plain(3, 3), new JobStatus { StartTime = JobSim.Start, Conditions = [declared] });

        Assert.Empty(sim.Pods);
        Assert.Equal(("Because", "of this"), (sim.Condition(terminal)?.Reason, sim.Condition(terminal)?.Message));
    }

    [Fact]
    public void Ttl_DeletesTheJobThatLongAfterItsFinish()
    {
        var sim = new JobSim(Specs.Plain(1, 1) with { TtlSecondsAfterFinished = 30 });
        sim.Succeed(sim.Active);
        Assert.Equal((sim.Now.AddSeconds(30), false), (sim.Last.WakeAt, sim.Last.Done));

        sim.Advance(29);
        Assert.False(sim.JobDeleted);

        sim.Advance(1);
        Assert.True(sim.JobDeleted);
        Assert.Null(sim.Last.WakeAt);
    }

    [Fact]
    public void Ttl_OfZero_DeletesAtOnce()
    {
        var sim = new JobSim(Specs.Plain(1, 1, backoffLimit: 0) with { TtlSecondsAfterFinished = 0 });
        sim.Fail(sim.Active);

        Assert.NotNull(sim.Condition("Failed"));
        Assert.True(sim.JobDeleted);
    }

    [Fact]
    public void Ttl_SetAfterTheFinish_CountsFromTheFinish()
    {
        var sim = new JobSim(Specs.Plain(1, 1));
        sim.Succeed(sim.Active);
        sim.Advance(20);
        sim.Change(spec => spec with { TtlSecondsAfterFinished = 30 });

        Assert.Equal(sim.Now.AddSeconds(10), sim.Last.WakeAt);
        sim.Change(spec => spec with { TtlSecondsAfterFinished = null });
        Assert.True(sim.Last.Done);
    }

    [Fact]
    public void Ttl_OfAJobOfAnotherController_IsKept()
    {
        var sim = new JobSim(Specs.Plain(1, 1) with { ManagedBy = "example.com/x", TtlSecondsAfterFinished = 5 });
        Assert.False(sim.Last.Done);

        sim.Change(sim.Job with { Status = new JobStatus { Conditions = [new JobCondition { Type = "Complete", Status = "True", LastTransitionTime = sim.Now }] } });
        sim.Advance(5);
        Assert.True(sim.JobDeleted);
        Assert.Empty(sim.Statuses);
    }

    [Fact]
    public void Deleting_StartsNothingAndLetsGoOfThePods()
    {
        var sim = new JobSim(Specs.Plain(5, 2));
        sim.Change(sim.Job with { Deleting = true });
        Assert.All(sim.Pods, pod => Assert.True(pod.Released));
        Assert.Empty(sim.Terminating);

        sim.Succeed(sim.Pods[0]);
        Assert.Equal(2, sim.Pods.Count);
        Assert.Null(sim.Status.Succeeded);

        sim.Step(new JobEvent.JobGone());
        Assert.True(sim.Last.Done);
    }

    [Fact]
    public void Gone_LetsGoOfThePodsAndIsDone()
    {
        var sim = new JobSim(Specs.Plain(5, 2));
        var written = sim.Statuses.Count;
        sim.Step(new JobEvent.JobGone());

        Assert.True(sim.Last.Done);
        Assert.Null(sim.Last.WakeAt);
        Assert.All(sim.Pods, pod => Assert.True(pod.Released));
        Assert.Equal(written, sim.Statuses.Count);
    }

    [Fact]
    public void ConditionsOfOthers_AreKept()
    {
        var custom = new JobCondition { Type = "example.com/Checked", Status = "True", Message = "by hand" };
        var sim = new JobSim(Specs.Plain(2, 1));
        sim.Change(sim.Job with { Status = sim.Status with { Conditions = [custom] } });
        Assert.True(sim.Last.Work.IsEmpty);

        sim.Change(sim.Job with { Spec = sim.Job.Spec with { Suspend = true } });
        Assert.Equal(["example.com/Checked", "Suspended"], sim.Status.Conditions!.Select(condition => condition.Type));
        Assert.Equal(custom, sim.Status.Conditions![0]);

        sim.Change(sim.Job with { Status = new JobStatus(), Spec = sim.Job.Spec with { Suspend = false } });
        Assert.Equal("False", Assert.Single(sim.Status.Conditions!).Status);
    }
}
