using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>backoffLimitPerIndex, podFailurePolicy and successPolicy at work.</summary>
public sealed class PolicyTests
{
    [Fact]
    public void PerIndex_EachIndexHasItsOwnRetriesAndDelays()
    {
        var sim = new JobSim(Specs.PerIndex(2, 2, limit: 2));
        Assert.Equal([0, 0], sim.Pods.Select(pod => pod.Seed.FailureCount!.Value));
        Assert.Equal("", sim.Status.FailedIndexes);

        sim.Fail(sim.At(0));
        Assert.Equal(sim.Now.AddSeconds(10), sim.Last.WakeAt);
        sim.Advance(5);
        sim.Fail(sim.At(1));
        sim.Advance(5);
        Assert.Equal(1, sim.At(0).Seed.FailureCount);

        sim.Fail(sim.At(0));
        sim.Advance(5);
        Assert.Equal(1, Assert.Single(sim.Active).Index);
        Assert.Equal(1, sim.At(1).Seed.FailureCount);
        sim.Advance(15);
        Assert.Equal(2, sim.At(0).Seed.FailureCount);
    }

    [Fact]
    public void PerIndex_FailedIndexes_FailTheJobOnceAllHaveEnded()
    {
        var sim = new JobSim(Specs.PerIndex(4, 4, limit: 1));
        sim.Succeed([sim.At(0), sim.At(2)]);
        sim.Fail([sim.At(1), sim.At(3)]);
        sim.Advance(10);
        sim.Fail(sim.At(1));
        Assert.Equal("1", sim.Status.FailedIndexes);
        Assert.Null(sim.Condition("FailureTarget"));

        sim.Fail(sim.At(3));
        Assert.Equal(("1,3", "0,2", 4, 2), (sim.Status.FailedIndexes, sim.Status.CompletedIndexes, sim.Status.Failed, sim.Status.Succeeded));
        Assert.Equal(("FailedIndexes", "Job has failed indexes"), (sim.Condition("Failed")?.Reason, sim.Condition("Failed")?.Message));
    }

    [Fact]
    public void PerIndex_MaxFailedIndexesExceeded_FailsTheJobAtOnce()
    {
        var sim = new JobSim(Specs.PerIndex(4, 1, limit: 0, maxFailed: 0));
        sim.Fail(sim.At(0));

        Assert.Equal(("0", 1), (sim.Status.FailedIndexes, sim.Status.Failed));
        Assert.Equal(
            ("MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes"),
            (sim.Condition("Failed")?.Reason, sim.Condition("Failed")?.Message));
        Assert.Single(sim.Pods);
    }

    [Fact]
    public void PerIndex_PodsStoppedByTheFailure_CountButFailNoIndex()
    {
        var sim = new JobSim(Specs.PerIndex(4, 4, limit: 0, maxFailed: 1));
        sim.Fail([sim.At(0), sim.At(1)]);
        sim.EndTerminating();

        Assert.Equal(("0,1", 4), (sim.Status.FailedIndexes, sim.Status.Failed));
    }

    [Fact]
    public void PerIndex_ADelayedIndexKeepsItsPlace()
    {
        var sim = new JobSim(Specs.PerIndex(4, 2, limit: 3));
        sim.Fail(sim.At(0));
        Assert.Equal(1, Assert.Single(sim.Active).Index);

        sim.Succeed(sim.At(1));
        Assert.Equal(2, Assert.Single(sim.Active).Index);
    }

    [Fact]
    public void PerIndex_FailureBeatsSuccessPolicyInTheSameDecision()
    {
        var sim = new JobSim(Specs.PerIndex(2, 2, limit: 0) with { SuccessPolicy = new SuccessPolicy { Rules = [new SuccessPolicyRule { SucceededCount = 1 }] } });
        var (succeeding, failing) = (sim.At(0), sim.At(1));
        (succeeding.Phase, failing.Phase) = ("Succeeded", "Failed");
        sim.Observe(succeeding, failing);

        Assert.Equal("FailedIndexes", sim.Condition("Failed")?.Reason);
        Assert.Null(sim.Condition("SuccessCriteriaMet"));
    }

    [Fact]
    public void PerIndex_PodThatCantBeMade_KeepsItsFailureCount()
    {
        var sim = new JobSim(Specs.PerIndex(1, 1, limit: 5));
        sim.Fail(sim.At(0));
        sim.StartError = "no";
        sim.Advance(10);
        sim.StartError = null;
        sim.Advance(1);

        Assert.Equal(1, sim.At(0).Seed.FailureCount);
    }

    [Fact]
    public void FailJob_FailsTheJobWithTheCause()
    {
        var sim = new JobSim(Specs.Plain(4, 2) with { PodFailurePolicy = Policy(OnExit("FailJob", "In", 42)) });
        var (ending, running) = (sim.Active[0], sim.Active[1]);
        sim.FailWith(ending, 42);
        sim.EndTerminating();

        Assert.Equal("PodFailurePolicy", sim.Condition("Failed")?.Reason);
        Assert.Equal($"Container main for pod ns/{ending.Name} failed with exit code 42 matching FailJob rule at index 0", sim.Condition("Failed")?.Message);
        Assert.Equal(2, sim.Status.Failed);
        Assert.True(running.Released);
    }

    [Fact]
    public void Ignore_ReplacesWithoutCountingButWithDelay()
    {
        var sim = new JobSim(Specs.PerIndex(1, 1, limit: 0) with { PodFailurePolicy = Policy(OnExit("Ignore", "In", 42)) });
        for (var i = 1; i <= 3; i++)
        {
            sim.FailWith(sim.Active[0], 42);
            Assert.Empty(sim.Active);
            sim.Advance(10 << (i - 1));
            Assert.Equal((0, i), (sim.Active[0].Seed.FailureCount, sim.Active[0].Seed.IgnoredFailureCount));
        }

        Assert.Null(sim.Status.Failed);
        Assert.Equal("", sim.Status.FailedIndexes);
    }

    [Fact]
    public void FailIndex_FailsTheIndexWithoutRetry()
    {
        var sim = new JobSim(Specs.PerIndex(2, 2, limit: 9) with { PodFailurePolicy = Policy(OnExit("FailIndex", "NotIn", 1)) });
        sim.FailWith(sim.At(1), 42);
        sim.Succeed(sim.At(0));

        Assert.Equal(("1", "0", 1, 1), (sim.Status.FailedIndexes, sim.Status.CompletedIndexes, sim.Status.Failed, sim.Status.Succeeded));
        Assert.NotNull(sim.Condition("Failed"));
    }

    [Fact]
    public void Disruption_CanBeIgnored()
    {
        var policy = Policy(new PodFailurePolicyRule { Action = "Ignore", OnPodConditions = [new PodFailurePolicyOnPodConditionsPattern { Type = "DisruptionTarget" }] });
        var sim = new JobSim(Specs.Plain(1, 1, backoffLimit: 0) with { PodFailurePolicy = policy });
        sim.Active[0].Conditions = [new PodCondition { Type = "DisruptionTarget", Status = "True" }];
        sim.Fail(sim.Active);
        sim.Advance(10);
        sim.Succeed(sim.Active);

        Assert.NotNull(sim.Condition("Complete"));
        Assert.Null(sim.Status.Failed);
    }

    [Fact]
    public void SuccessPolicy_EndsTheJobEarly()
    {
        var policy = new SuccessPolicy { Rules = [new SuccessPolicyRule { SucceededIndexes = "3" }, new SuccessPolicyRule { SucceededIndexes = "0-2", SucceededCount = 2 }] };
        var sim = new JobSim(Specs.Indexed(5, 5) with { SuccessPolicy = policy });
        sim.Succeed([sim.At(0), sim.At(4)]);
        Assert.Null(sim.Condition("SuccessCriteriaMet"));

        sim.Succeed(sim.At(2));
        sim.EndTerminating();
        Assert.Equal(("SuccessPolicy", "Matched rules at index 1"), (sim.Condition("Complete")?.Reason, sim.Condition("Complete")?.Message));
        Assert.Equal((3, null, null, 0, 0), (sim.Status.Succeeded, sim.Status.Failed, sim.Status.Active, sim.Status.Ready, sim.Status.Terminating));
    }

    private static PodFailurePolicy Policy(params PodFailurePolicyRule[] rules) => new() { Rules = rules };

    private static PodFailurePolicyRule OnExit(string action, string @operator, params int[] codes) => new()
    {
        Action = action,
        OnExitCodes = new PodFailurePolicyOnExitCodesRequirement { Operator = @operator, Values = codes },
    };
}
