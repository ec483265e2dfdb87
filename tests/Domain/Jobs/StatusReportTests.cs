using JobFlows.Domain.Batch;
using JobFlows.Domain.Indexes;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

public sealed class StatusReportTests
{
    private static readonly JobCondition Condition = new() { Type = "Suspended", Status = "True" };

    [Fact]
    public void NewJob_HasOnlyTheCountersThatAreAlwaysThere()
    {
        var status = StatusReport.Of(JobDecider.Begin(JobSim.Snapshot(Specs.Plain(2, 2))));
        Assert.Equal(new JobStatus { Ready = 0, Terminating = 0, UncountedTerminatedPods = status.UncountedTerminatedPods }, status);
        Assert.Equal(new UncountedTerminatedPods(), status.UncountedTerminatedPods);
    }

    [Fact]
    public void Indexes_AreToldAsText()
    {
        var state = JobDecider.Begin(JobSim.Snapshot(Specs.PerIndex(9, 2, 1))) with { Completed = IndexSet.Of(1, 2, 3), FailedIndexes = IndexSet.Of(5), Failed = 4 };
        var status = StatusReport.Of(state);
        Assert.Equal(("1-3", "5", 3, 4), (status.CompletedIndexes, status.FailedIndexes, status.Succeeded, status.Failed));
        Assert.Null(StatusReport.Of(state with { Job = JobSim.Snapshot(Specs.Indexed(9, 2)) }).FailedIndexes);
        Assert.Equal("", StatusReport.Of(state with { FailedIndexes = IndexSet.Empty }).FailedIndexes);
        Assert.Null(StatusReport.Of(state with { Completed = IndexSet.Empty }).CompletedIndexes);
    }

    [Fact]
    public void Same_ComparesAllButEmptyLists()
    {
        var status = new JobStatus { Active = 1, Conditions = [Condition], UncountedTerminatedPods = new UncountedTerminatedPods() };
        Assert.True(StatusReport.Same(status, status with { Conditions = [Condition with { }] }));
        Assert.True(StatusReport.Same(status with { Conditions = null }, status with { Conditions = [] }));
        Assert.True(StatusReport.Same(status, status with { UncountedTerminatedPods = new UncountedTerminatedPods { Succeeded = [], Failed = [] } }));
        Assert.False(StatusReport.Same(status, null));
        Assert.False(StatusReport.Same(status, status with { Active = 2 }));
        Assert.False(StatusReport.Same(status, status with { Conditions = [] }));
        Assert.False(StatusReport.Same(status, status with { UncountedTerminatedPods = null }));
        Assert.False(StatusReport.Same(status, status with { UncountedTerminatedPods = new UncountedTerminatedPods { Failed = ["u"] } }));
        Assert.False(StatusReport.Same(status, status with { UncountedTerminatedPods = new UncountedTerminatedPods { Succeeded = ["u"] } }));
    }

    [Fact]
    public void Work_IsEmptyWithoutAnyPart()
    {
        Assert.True(JobWork.None.IsEmpty);
        Assert.False(new JobWork { Start = [new PodSeed { Ordinal = 0, Uid = "u", Name = "n" }] }.IsEmpty);
        Assert.False(new JobWork { Stop = [new PodHandle("n", "u")] }.IsEmpty);
        Assert.False(new JobWork { Release = [new PodHandle("n", "u")] }.IsEmpty);
        Assert.False(new JobWork { Status = new JobStatus() }.IsEmpty);
        Assert.False(new JobWork { Notices = [JobNotice.Created("n")] }.IsEmpty);
        Assert.False(new JobWork { DeleteJob = true }.IsEmpty);
    }
}
