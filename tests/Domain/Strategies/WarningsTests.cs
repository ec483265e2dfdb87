using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

/// <summary>What the API server warns of, in upstream's words.</summary>
public sealed class WarningsTests
{
    private const string DnsLabel = "a DNS label is recommended: [must not contain dots]";

    [Theory]
    [InlineData("nothing", """{"containers":[{"name":"c","resources":{"limits":{"memory":"1Gi","cpu":"100m"}},"env":[{"name":"A"},{"name":"B"}]}],"terminationGracePeriodSeconds":0,"imagePullSecrets":[{"name":"s"}]}""")]
    [InlineData("a secret without a name", """{"imagePullSecrets":[{"name":"s"},{}]}""", "spec.imagePullSecrets[1].name: invalid empty name \"\"")]
    [InlineData("parts of bytes", """{"containers":[{"name":"c","resources":{"limits":{"memory":"100m"},"requests":{"ephemeral-storage":"1500m"}}}]}""",
        "spec.containers[0].resources.limits[memory]: fractional byte value \"100m\" is invalid, must be an integer",
        "spec.containers[0].resources.requests[ephemeral-storage]: fractional byte value \"1500m\" is invalid, must be an integer")]
    [InlineData("a variable twice", """{"initContainers":[{"name":"i","env":[{"name":"A"},{"name":"B"},{"name":"A"}]}]}""",
        "spec.initContainers[0].env[2]: hides previous definition of \"A\", which may be dropped when using apply")]
    [InlineData("less than no time to end", """{"terminationGracePeriodSeconds":-1}""",
        "spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1")]
    public void OfPod(string name, string spec, params string[] warnings)
    {
        var pod = Given.Read<Pod>("""{"metadata":{"name":"p","generation":1},"spec":""" + spec + "}");
        Assert.True(warnings.SequenceEqual(new PodStrategy().Warnings(pod)), name);
        Assert.Empty(new PodStrategy().Warnings(pod, pod));
        Assert.Equal(warnings, new PodStrategy().Warnings(pod with { Metadata = pod.Metadata with { Generation = 2 } }, pod));
    }

    [Fact]
    public void OfPodsName_OnlyWhenItIsCreated()
    {
        var pod = Given.PlainPod() with { Metadata = new() { Name = "a.b" } };
        Assert.Equal([$"metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; {DnsLabel}"], new PodStrategy().Warnings(pod));
        Assert.Empty(new PodStrategy().Warnings(pod, pod));
        Assert.Empty(new PodStrategy().Warnings(Given.PlainPod()));
    }

    [Fact]
    public void OfJobsName_OnlyWhenItIsCreated()
    {
        var job = Given.PlainJob() with { Metadata = new() { Name = "a.b" } };
        Assert.Equal([$"metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; {DnsLabel}"], new JobStrategy().Warnings(job));
        Assert.Empty(new JobStrategy().Warnings(job, job));
    }

    [Theory]
    [InlineData(100_001, 10_001, true)]
    [InlineData(100_000, 10_001, false)]
    [InlineData(100_001, 10_000, false)]
    public void OfJobsOfManyIndexes(int completions, int parallelism, bool warns)
    {
        const string Warning = "spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail";
        var job = Given.IndexedJob().With(spec => spec with { Completions = completions, Parallelism = parallelism });
        Assert.Equal(warns ? [Warning] : [], new JobStrategy().Warnings(job));
    }

    [Fact]
    public void OfCronJob()
    {
        var cron = Changed(spec => spec with { Schedule = "CRON_TZ=UTC 0 3 * * *" }, "a.b");
        var zone = "CRON_TZ or TZ used in spec.schedule is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details";
        Assert.Equal(
            [$"metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; {DnsLabel}", zone], new CronJobStrategy().Warnings(cron));
        Assert.Equal([zone], new CronJobStrategy().Warnings(cron, cron));
        Assert.Empty(new CronJobStrategy().Warnings(Given.PlainCronJob()));
    }

    [Fact]
    public void OfCronJobsPods_WhenTheSpecIsNew()
    {
        const string Warning = "spec.jobTemplate.spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1";
        var cron = Changed(spec => spec with { JobTemplate = new JobTemplateSpec { Spec = new JobSpec { Template = new PodTemplateSpec { Spec = new PodSpec { TerminationGracePeriodSeconds = -1 } } } } });
        Assert.Equal([Warning], new CronJobStrategy().Warnings(cron));
        Assert.Empty(new CronJobStrategy().Warnings(cron, cron));
        Assert.Equal([Warning], new CronJobStrategy().Warnings(cron with { Metadata = cron.Metadata with { Generation = 2 } }, cron));
    }

    private static CronJob Changed(Func<CronJobSpec, CronJobSpec> change, string name = "nightly")
    {
        var cron = Given.PlainCronJob();
        return cron with { Metadata = cron.Metadata with { Name = name, Generation = 1 }, Spec = change(cron.Spec!) };
    }
}
