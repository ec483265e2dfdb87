using JobFlows.Domain.Batch;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class JobCreateTests
{
    private static readonly JobStrategy Strategy = new();

    [Fact]
    public void PrepareForCreate_FillsInMetadata_ClearsTheStatus()
    {
        var sent = Given.Read<Job>(
            """
            {"metadata":{"generateName":"pi-","uid":"mine","generation":7,"creationTimestamp":"2020-01-01T00:00:00Z","deletionTimestamp":"2020-01-01T00:00:00Z","selfLink":"x"},
             "status":{"active":3}}
            """);
        var job = Strategy.PrepareForCreate(sent, Given.Context);

        Assert.Equal("batch/v1", job.ApiVersion);
        Assert.Equal("Job", job.Kind);
        Assert.Equal("pi-x7k2p", job.Metadata.Name);
        Assert.Equal("default", job.Metadata.Namespace);
        Assert.Equal(Given.Uid, job.Metadata.Uid);
        Assert.Equal(1, job.Metadata.Generation);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), job.Metadata.CreationTimestamp);
        Assert.Null(job.Metadata.DeletionTimestamp);
        Assert.Null(job.Metadata.SelfLink);
        Assert.Equal(new JobStatus(), job.Status);
    }

    [Fact]
    public void PrepareForCreate_LongPrefix_LeavesRoomForTheSuffix()
    {
        var sent = new Job { Metadata = new() { GenerateName = new string('a', 80) } };
        Assert.Equal(new string('a', 58) + "x7k2p", Strategy.PrepareForCreate(sent, Given.Context).Metadata.Name);
    }

    [Fact]
    public void PrepareForCreate_GeneratesSelectorAndLabels()
    {
        var job = Strategy.PrepareForCreate(Given.PlainJob(), Given.Context);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["app"] = "pi",
                ["job-name"] = "pi",
                ["batch.kubernetes.io/job-name"] = "pi",
                ["controller-uid"] = Given.Uid,
                ["batch.kubernetes.io/controller-uid"] = Given.Uid,
            },
            job.Spec!.Template!.Metadata!.Labels);
        Assert.Equal(new Dictionary<string, string> { ["batch.kubernetes.io/controller-uid"] = Given.Uid }, job.Spec.Selector!.MatchLabels);
    }

    [Fact]
    public void PrepareForCreate_ManualSelector_GeneratesNothing()
    {
        var job = Strategy.PrepareForCreate(Given.PlainJob().With(spec => spec with { ManualSelector = true }), Given.Context);

        Assert.Null(job.Spec!.Selector);
        Assert.Equal(["app"], job.Spec.Template!.Metadata!.Labels!.Keys);
    }

    [Fact]
    public void Warnings_NameIsNoLabel_SaysSo()
    {
        var job = Given.PlainJob() with { Metadata = new() { Name = "pi.1" } };

        Assert.Equal(
            ["metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]"],
            Strategy.Warnings(job));
    }

    [Fact]
    public void Warnings_HugeIndexedJob_SaysSo()
    {
        var job = Given.IndexedJob().With(spec => spec with { Completions = 100_001, Parallelism = 10_001 });
        string[] expected =
        [
            "spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail",
        ];

        Assert.Equal(expected, Strategy.Warnings(job));
        Assert.Empty(Strategy.Warnings(job, old: job));
    }

    [Fact]
    public void Warnings_PodSpec_AreThoseOfTheTemplate()
    {
        var job = Given.PlainJob().WithPod(pod => pod with
        {
            TerminationGracePeriodSeconds = -1,
            Containers = [pod.Containers![0] with { Env = [new() { Name = "A", Value = "1" }, new() { Name = "A", Value = "2" }] }],
        });

        Assert.Equal(
            [
                "spec.template.spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped when using apply",
                "spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1",
            ],
            Strategy.Warnings(job));
    }

    [Fact]
    public void NonGenericView_IsTheSameStrategy()
    {
        IObjectStrategy strategy = ObjectStrategies.Of(JobFlows.Domain.Meta.ResourceTypes.Jobs);
        var job = strategy.PrepareForCreate(Given.PlainJob(), Given.Context);

        Assert.Empty(strategy.Validate(job));
        Assert.Throws<InvalidCastException>(() => strategy.Validate(Given.PlainPod()));
    }
}
