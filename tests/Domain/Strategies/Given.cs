using System.Text;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

/// <summary>Objects for tests, as clients send them and as they are once stored.</summary>
internal static class Given
{
    internal const string Uid = "8b1f9a52-2f4e-4c5e-9a3c-0d5a6b7c8d9e";

    internal static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);

    internal static CreateContext Context { get; } = new(Uid, Now, Namespace: "default", NameSuffix: "x7k2p");

    internal static T Read<T>(string json)
        where T : KubeObject => KubeJson.Read<T>(Encoding.UTF8.GetBytes(json));

    internal static T Revisioned<T>(T obj)
        where T : KubeObject => obj with { Metadata = obj.Metadata with { ResourceVersion = "7" } };

    /// <summary>A Job as a client sends it.</summary>
    internal static Job PlainJob() => Read<Job>(
        """
        {"metadata":{"name":"pi"},"spec":{"template":{"metadata":{"labels":{"app":"pi"}},
         "spec":{"restartPolicy":"Never","containers":[{"name":"pi","image":"perl:5.34"}]}}}}
        """);

    internal static Job IndexedJob() => PlainJob().With(spec => spec with { CompletionMode = "Indexed", Completions = 3, Parallelism = 2 });

    /// <summary>A Job as it is stored.</summary>
    internal static Job Stored(Job job) => Revisioned(new JobStrategy().PrepareForCreate(job, Context));

    internal static Job With(this Job job, Func<JobSpec, JobSpec> change) => job with { Spec = change(job.Spec!) };

    internal static Job WithPod(this Job job, Func<PodSpec, PodSpec> change) => job.With(spec => spec with
    {
        Template = spec.Template! with { Spec = change(spec.Template.Spec!) },
    });

    internal static Job WithStatus(this Job job, Func<JobStatus, JobStatus> change) => job with { Status = change(job.Status ?? new JobStatus()) };

    internal static JobStatus WithCondition(this JobStatus status, string type, string value = "True") => status with
    {
        Conditions = [.. status.Conditions ?? [], new JobCondition { Type = type, Status = value }],
    };

    /// <summary>A pod as a client sends it.</summary>
    internal static Pod PlainPod() => Read<Pod>("""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"busybox"}]}}""");

    /// <summary>A pod as it is stored.</summary>
    internal static Pod Stored(Pod pod) => Revisioned(new PodStrategy().PrepareForCreate(pod, Context));

    internal static Pod With(this Pod pod, Func<PodSpec, PodSpec> change) => pod with { Spec = change(pod.Spec!) };

    internal static Pod WithContainer(this Pod pod, Func<Container, Container> change) =>
        pod.With(spec => spec with { Containers = [change(spec.Containers![0])] });

    internal static CronJob PlainCronJob() => Read<CronJob>(
        """
        {"metadata":{"name":"nightly"},"spec":{"schedule":"0 3 * * *","jobTemplate":{"spec":{"template":
         {"spec":{"restartPolicy":"OnFailure","containers":[{"name":"c","image":"busybox"}]}}}}}}
        """);
}
