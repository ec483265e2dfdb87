using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Job specs as they are after defaulting.</summary>
internal static class Specs
{
    public static readonly PodTemplateSpec OnFailure = new() { Spec = new PodSpec { RestartPolicy = "OnFailure" } };

    public static JobSpec Plain(int completions, int parallelism, int backoffLimit = 6) => new()
    {
        Completions = completions,
        Parallelism = parallelism,
        BackoffLimit = backoffLimit,
        CompletionMode = "NonIndexed",
    };

    public static JobSpec Queue(int parallelism) => new() { Parallelism = parallelism, BackoffLimit = 6, CompletionMode = "NonIndexed" };

    public static JobSpec Indexed(int completions, int parallelism, int backoffLimit = 6) =>
        Plain(completions, parallelism, backoffLimit) with { CompletionMode = "Indexed" };

    public static JobSpec PerIndex(int completions, int parallelism, int limit, int? maxFailed = null) =>
        Indexed(completions, parallelism, int.MaxValue) with { BackoffLimitPerIndex = limit, MaxFailedIndexes = maxFailed };
}
