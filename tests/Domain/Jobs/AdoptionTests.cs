using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Pods that come to belong to a Job, and pods that stop.</summary>
public sealed class AdoptionTests
{
    private static readonly PodObservation Stranger = new() { Name = "stranger", Uid = "0a1b2c3d", Phase = "Running" };

    [Fact]
    public void AdoptedPod_TakesThePlaceOfAnother()
    {
        var state = Decide(JobDecider.Begin(JobSim.Snapshot(Specs.Plain(2, 1)))).State;
        var decision = Decide(state, new JobEvent.PodsAdopted([new AdoptedPod(Stranger, null)]));
        Assert.Single(decision.Work.Stop);
        Assert.Equal(1, decision.State.Counts.Active);
    }

    [Fact]
    public void AdoptedPod_Ends_CountsOnceHoweverOftenItIsAdopted()
    {
        var adoption = new JobEvent.PodsAdopted([new AdoptedPod(Stranger, null)]);
        var decision = Decide(Decide(JobDecider.Begin(JobSim.Snapshot(Specs.Plain(3, 3)))).State, adoption, adoption);
        decision = Decide(decision.State, new JobEvent.PodsObserved([Stranger with { Phase = "Succeeded" }]));
        Assert.Equal(1, decision.State.Succeeded);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(null, true)]
    [InlineData(2, false)]
    public void AdoptedPod_OfIndexedJob_IsStoppedUnlessItsIndexIsFree(int? index, bool stopped)
    {
        var begun = Decide(JobDecider.Begin(JobSim.Snapshot(Specs.Indexed(4, 2)))).State;
        var grown = JobSim.Snapshot(Specs.Indexed(4, 3)) with { Revision = begun.Job.Revision + 1 };
        var decision = Decide(begun, new JobEvent.JobChanged(grown), new JobEvent.PodsAdopted([new AdoptedPod(Stranger with { Phase = "Pending" }, index)]));
        Assert.Equal(stopped, decision.Work.Stop.Any(pod => pod.Uid == Stranger.Uid));
        Assert.Equal(stopped ? 1 : 0, decision.Work.Start.Count);
        Assert.Equal(3, decision.State.Counts.Active);
    }

    [Theory]
    [InlineData("TerminatingOrFailed")]
    [InlineData("Failed")]
    public void DisownedPod_IsReplacedAndNeverCounts(string replacement)
    {
        var begun = Decide(JobDecider.Begin(JobSim.Snapshot(Specs.Indexed(2, 2) with { PodReplacementPolicy = replacement })));
        var lost = new PodObservation { Name = begun.Work.Start[1].Name, Uid = begun.Work.Start[1].Uid, Phase = "Running", Disowned = true };
        var decision = Decide(begun.State, new JobEvent.PodsObserved([lost]));
        Assert.Equal(1, Assert.Single(decision.Work.Start).Index);
        decision = Decide(decision.State, new JobEvent.PodsObserved([lost with { Disowned = false, Phase = "Failed" }]));
        Assert.Equal(0, decision.State.Failed);
        Assert.Equal(2, decision.State.Counts.Active);
    }

    [Theory]
    [InlineData("TerminatingOrFailed")]
    [InlineData("Failed")]
    public void AdoptedPod_ThatRuns_TakesTheIndexOfOneThatWaits(string replacement)
    {
        var begun = Decide(JobDecider.Begin(JobSim.Snapshot(Specs.Indexed(2, 2) with { PodReplacementPolicy = replacement })));
        var decision = Decide(begun.State, new JobEvent.PodsAdopted([new AdoptedPod(Stranger, 1)]));
        Assert.Equal(begun.Work.Start[1].Uid, Assert.Single(decision.Work.Stop).Uid);
        Assert.Empty(decision.Work.Start);
        decision = Decide(decision.State, new JobEvent.PodsObserved([Stranger with { Phase = "Succeeded" }]));
        Assert.Equal("1", decision.State.Completed.ToString());
    }

    private static JobDecision Decide(JobState state, params JobEvent[] events) => JobDecider.Decide(state, events, JobSim.Start);
}
