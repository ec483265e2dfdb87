using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;

namespace JobFlows.Domain.Tests.Pods;

public sealed class PodFactoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Job Job = new()
    {
        Metadata = new ObjectMeta { Name = "job", Namespace = "ns", Uid = "job-uid" },
        Spec = new JobSpec
        {
            Template = new PodTemplateSpec
            {
                Metadata = new ObjectMeta
                {
                    Labels = new Dictionary<string, string> { ["job-name"] = "job" },
                    Annotations = new Dictionary<string, string> { ["note"] = "kept" },
                },
                Spec = new PodSpec
                {
                    RestartPolicy = "Never",
                    Hostname = "own",
                    InitContainers = [new Container { Name = "init" }],
                    Containers =
                    [
                        new Container { Name = "main", Env = [new EnvVar { Name = "A", Value = "1" }] },
                        new Container { Name = "side", Env = [new EnvVar { Name = "JOB_COMPLETION_INDEX", Value = "mine" }] },
                    ],
                },
            },
        },
    };

    private static readonly PodSeed Seed = new() { Ordinal = 4, Uid = "pod-uid", Name = "job-xxxxx" };

    [Fact]
    public void Create_WithoutIndex_IsTheTemplateWithAnOwner()
    {
        var pod = PodFactory.Create(Job, Seed, Now);

        Assert.Equal(("v1", "Pod"), (pod.ApiVersion, pod.Kind));
        Assert.Equal(("job-xxxxx", "job-", "ns", "pod-uid"), (pod.Metadata.Name, pod.Metadata.GenerateName, pod.Metadata.Namespace, pod.Metadata.Uid));
        Assert.Equal(Now, pod.Metadata.CreationTimestamp);
        Assert.Equal(new Dictionary<string, string> { ["job-name"] = "job" }, pod.Metadata.Labels!);
        Assert.Equal(new Dictionary<string, string> { ["note"] = "kept" }, pod.Metadata.Annotations!);
        Assert.Equal(["batch.kubernetes.io/job-tracking"], pod.Metadata.Finalizers!);
        Assert.Equal(
            new OwnerReference { ApiVersion = "batch/v1", Kind = "Job", Name = "job", Uid = "job-uid", Controller = true, BlockOwnerDeletion = true },
            Assert.Single(pod.Metadata.OwnerReferences!));
        var template = Job.Spec!.Template!.Spec!;
        Assert.Equal(template.Containers, pod.Spec!.Containers);
        Assert.Equal(template with { EnableServiceLinks = true, ServiceAccountName = "default", ServiceAccount = "default", Containers = pod.Spec.Containers, InitContainers = pod.Spec.InitContainers }, pod.Spec);
        Assert.Equal(new PodStatus { Phase = "Pending", QosClass = "BestEffort" }, pod.Status);
    }

    [Fact]
    public void Create_WithIndex_TellsThePodItsIndex()
    {
        var pod = PodFactory.Create(Job, Seed with { Index = 12 }, Now);

        Assert.Equal("12", pod.Metadata.Labels!["batch.kubernetes.io/job-completion-index"]);
        Assert.Equal("12", pod.Metadata.Annotations!["batch.kubernetes.io/job-completion-index"]);
        Assert.Equal("job-12-", pod.Metadata.GenerateName);
        Assert.Equal("job-12", pod.Spec!.Hostname);
        foreach (var container in (Container[])[pod.Spec.InitContainers![0], pod.Spec.Containers![0]])
        {
            var source = container.Env![^1].ValueFrom!.FieldRef!;
            Assert.Equal(("JOB_COMPLETION_INDEX", "v1", "metadata.labels['batch.kubernetes.io/job-completion-index']"), (container.Env![^1].Name, source.ApiVersion, source.FieldPath));
        }

        Assert.Equal("A", pod.Spec.Containers[0].Env![0].Name);
        Assert.Equal("mine", Assert.Single(pod.Spec.Containers[1].Env!).Value);
    }

    [Theory]
    [InlineData("first try", 0, null, "0", null)]
    [InlineData("after failures", 2, 3, "2", "3")]
    public void Create_WithFailureCounts_WritesAnnotations(string name, int failures, int? ignored, string count, string? ignoredCount)
    {
        var annotations = PodFactory.Create(Job, Seed with { Index = 0, FailureCount = failures, IgnoredFailureCount = ignored }, Now).Metadata.Annotations!;

        Assert.True(count == annotations["batch.kubernetes.io/job-index-failure-count"], name);
        Assert.Equal(ignoredCount, annotations.GetValueOrDefault("batch.kubernetes.io/job-index-ignored-failure-count"));
    }

    [Fact]
    public void Create_LongNames_FitTheHostname()
    {
        var job = Job with { Metadata = Job.Metadata with { Name = new string('a', 62) } };
        Assert.Equal(new string('a', 62) + "-", PodFactory.Create(job, Seed with { Index = 1 }, Now).Spec!.Hostname);
    }

    [Fact]
    public void Create_TemplateWithFinalizers_KeepsThem()
    {
        var template = new PodTemplateSpec { Metadata = new ObjectMeta { Finalizers = ["own", "batch.kubernetes.io/job-tracking"] } };
        var job = Job with { Spec = new JobSpec { Template = template } };
        Assert.Equal(["own", "batch.kubernetes.io/job-tracking"], PodFactory.Create(job, Seed, Now).Metadata.Finalizers!);
    }
}
