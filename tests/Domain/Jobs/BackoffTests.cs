using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>How long failures delay new pods, and when there have been too many.</summary>
public sealed class BackoffTests
{
    [Fact]
    public void PodFailures_DelayNewPodsTwiceAsLongEachTimeUpToTenMinutes()
    {
        var sim = new JobSim(Specs.Plain(1, 1, backoffLimit: 100));
        foreach (var seconds in (int[])[10, 20, 40, 80, 160, 320, 600, 600])
        {
            sim.Fail(sim.Active[0]);
            Assert.Equal(sim.Now.AddSeconds(seconds), sim.Last.WakeAt);

            sim.Advance(seconds - 1);
            Assert.Empty(sim.Active);

            sim.Advance(1);
            Assert.Single(sim.Active);
        }
    }

    [Fact]
    public void Delay_CountsFromTheEndOfThePod()
    {
        var sim = new JobSim(Specs.Plain(1, 1));
        sim.Now += TimeSpan.FromSeconds(60);
        var pod = sim.Pods[0];
        (pod.Phase, pod.FinishedAt) = ("Failed", sim.Now.AddSeconds(-8));
        sim.Observe(pod);
        Assert.Equal(sim.Now.AddSeconds(2), sim.Last.WakeAt);

        sim.Advance(2);
        pod = sim.Active[0];
        (pod.Phase, pod.FinishedAt) = ("Failed", sim.Now.AddSeconds(-30));
        sim.Observe(pod);
        Assert.Single(sim.Active);
    }

    [Fact]
    public void Success_EndsTheStreak()
    {
        var sim = new JobSim(Specs.Plain(5, 2, backoffLimit: 100));
        sim.Fail(sim.Active[0]);
        sim.Advance(10);
        sim.Fail(sim.Active[1]);
        sim.Succeed(sim.Active[0]);
        Assert.Equal(2, sim.Active.Count);

        sim.Fail(sim.Active[0]);
        Assert.Equal(sim.Now.AddSeconds(10), sim.Last.WakeAt);
    }

    [Fact]
    public void Streak_LearntWithASuccess_CountsOnlyLaterFailures()
    {
        var at = JobSim.Start;
        var streak = new FailureStreak(4, at).After([at.AddSeconds(5)], [at.AddSeconds(3), at.AddSeconds(7), at.AddSeconds(6)]);

        Assert.Equal(new FailureStreak(2, at.AddSeconds(7)), streak);
        Assert.Equal(default, streak.After([at.AddSeconds(9)], [at.AddSeconds(9)]));
        Assert.Equal(streak, streak.After([], []));
    }

    [Theory]
    [InlineData("no retries", 0, 1)]
    [InlineData("one retry", 1, 2)]
    [InlineData("three retries", 3, 4)]
    public void BackoffLimit_ExceededByFailures_FailsTheJob(string name, int limit, int failures)
    {
        var sim = new JobSim(Specs.Plain(1, 1, limit));
        for (var i = 0; i < failures; i++)
        {
            Assert.True(sim.Condition("FailureTarget") is null, name);
            sim.Fail(sim.Active[0]);
            sim.Advance(600);
        }

        foreach (var type in (string[])["FailureTarget", "Failed"])
        {
            Assert.Equal("BackoffLimitExceeded", sim.Condition(type)?.Reason);
            Assert.Equal("Job has reached the specified backoff limit", sim.Condition(type)?.Message);
        }

        Assert.Equal(failures, sim.Status.Failed);
        Assert.Contains(new JobNotice("Warning", "BackoffLimitExceeded", "Job has reached the specified backoff limit"), sim.Notices);
    }

    [Fact]
    public void RunningPodsOfAFailingJob_AreStoppedAndCounted()
    {
        var sim = new JobSim(Specs.Plain(10, 5, backoffLimit: 2));
        sim.Fail(sim.Active.Take(3));

        Assert.Equal((5, null, 2), (sim.Status.Failed, sim.Status.Active, sim.Status.Terminating));
        Assert.NotNull(sim.Condition("FailureTarget"));
        Assert.Null(sim.Condition("Failed"));

        sim.EndTerminating();
        Assert.Equal((5, null, 0), (sim.Status.Failed, sim.Status.Active, sim.Status.Terminating));
        Assert.NotNull(sim.Condition("Failed"));
        Assert.Null(sim.Status.CompletionTime);
        Assert.All(sim.Pods, pod => Assert.True(pod.Released));
    }

    [Theory]
    [InlineData("below the limit", 3, new[] { 1, 1 }, false)]
    [InlineData("at the limit, over several pods", 3, new[] { 1, 2 }, true)]
    [InlineData("a limit of 0 allows none", 0, new[] { 0, 0 }, false)]
    [InlineData("a limit of 0, one restart", 0, new[] { 0, 1 }, true)]
    public void InPlaceRestarts_CountAgainstTheLimit(string name, int limit, int[] restarts, bool fails)
    {
        var sim = new JobSim(Specs.Plain(4, 2, limit) with { Template = Specs.OnFailure });
        foreach (var (pod, count) in sim.Active.Zip(restarts))
        {
            (pod.Phase, pod.Restarts) = ("Running", count);
        }

        sim.Observe(sim.Active);
        Assert.True(fails == sim.Condition("FailureTarget") is not null, name);
    }

    [Fact]
    public void InPlaceRestarts_OfEndedPods_NoLongerCount()
    {
        var sim = new JobSim(Specs.Plain(4, 1, backoffLimit: 2) with { Template = Specs.OnFailure });
        for (var i = 0; i < 3; i++)
        {
            sim.Active[0].Restarts = 1;
            sim.Observe(sim.Active[0]);
            sim.Succeed(sim.Active[0]);
        }

        Assert.Null(sim.Condition("FailureTarget"));
        Assert.Null(sim.Status.Failed);
    }

    [Fact]
    public void InPlaceRestarts_WithRestartPolicyNever_DontCount()
    {
        var sim = new JobSim(Specs.Plain(1, 1, backoffLimit: 0));
        sim.Active[0].Restarts = 5;
        sim.Observe(sim.Active[0]);

        Assert.Null(sim.Condition("FailureTarget"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1_000_000, 60)]
    public void AfterStartFailures_DoublesUpToAMinute(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.AfterStartFailures(failures));

    [Fact]
    public void PodsThatCantBeMade_AreTriedAgainLater()
    {
        var sim = new JobSim(Specs.Indexed(4, 0)) { StartError = "pods \"x\" is forbidden: exceeded quota" };
        sim.Change(spec => spec with { Parallelism = 3 });

        Assert.Empty(sim.Pods);
        Assert.Equal(new JobNotice("Warning", "FailedCreate", "Error creating: pods \"x\" is forbidden: exceeded quota"), Assert.Single(sim.Notices));
        Assert.Equal((null, null), (sim.Status.Active, sim.Status.Failed));
        Assert.Equal(sim.Now.AddSeconds(1), sim.Last.WakeAt);

        sim.Advance(1);
        Assert.Equal(sim.Now.AddSeconds(2), sim.Last.WakeAt);
        Assert.Equal(2, sim.Notices.Count);

        sim.StartError = null;
        sim.Advance(2);
        Assert.Equal([0, 1, 2], sim.Active.Select(pod => pod.Index!.Value));
        Assert.Equal((0, null), (sim.State.StartFailures, sim.Last.WakeAt));
    }
}
