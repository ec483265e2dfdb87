using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Tests.Jobs;

public sealed class JobSnapshotTests
{
    private static readonly Job Whole = new()
    {
        Metadata = new ObjectMeta { Namespace = "ns", Name = "job", Uid = "u", ResourceVersion = "17", CreationTimestamp = JobSim.Start },
        Spec = new JobSpec
        {
            Parallelism = 3,
            Template = new PodTemplateSpec
            {
                Metadata = new ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = "large" } },
                Spec = new PodSpec { RestartPolicy = "OnFailure", TerminationGracePeriodSeconds = 7, Containers = [new Container { Name = "main", Image = "large" }] },
            },
        },
        Status = new JobStatus { Active = 2 },
    };

    [Fact]
    public void From_TakesWhatDecisionsNeed()
    {
        var snapshot = JobSnapshot.From(Whole);
        Assert.Equal(("ns", "job", "u", 17L, JobSim.Start, false), (snapshot.Namespace, snapshot.Name, snapshot.Uid, snapshot.Revision, snapshot.CreatedAt, snapshot.Deleting));
        Assert.Equal(3, snapshot.Spec.Parallelism);
        Assert.Equal(new PodTemplateSpec { Spec = new PodSpec { RestartPolicy = "OnFailure", TerminationGracePeriodSeconds = 7 } }, snapshot.Spec.Template);
        Assert.Same(Whole.Status, snapshot.Status);
    }

    [Fact]
    public void From_JobBeingDeleted() =>
        Assert.True(JobSnapshot.From(Whole with { Metadata = Whole.Metadata with { DeletionTimestamp = JobSim.Start } }).Deleting);

    [Fact]
    public void From_BareJob()
    {
        var snapshot = JobSnapshot.From(new Job());
        Assert.Equal(("", "", "", 0L, default(DateTimeOffset)), (snapshot.Namespace, snapshot.Name, snapshot.Uid, snapshot.Revision, snapshot.CreatedAt));
        Assert.Equal(new JobSpec { Template = new PodTemplateSpec { Spec = new PodSpec() } }, snapshot.Spec);
        Assert.Null(snapshot.Status);
    }
}
