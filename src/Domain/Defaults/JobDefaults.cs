using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Defaults;

/// <summary>What a Job says when it says nothing (upstream <c>SetDefaults_Job</c>).</summary>
public static class JobDefaults
{
    private const int BackoffLimit = 6;

    /// <summary>Fills in everything that has a default, the pod template included.</summary>
    public static Job Apply(Job job)
    {
        var spec = Spec(job.Spec ?? new JobSpec());
        return job with
        {
            Metadata = job.Metadata.Labels is { Count: > 0 } ? job.Metadata : job.Metadata with { Labels = spec.Template!.Metadata?.Labels ?? job.Metadata.Labels },
            Spec = spec,
            Status = job.Status ?? new JobStatus(),
        };
    }

    /// <summary>What holds for a Job's spec wherever it is; a CronJob's template gets no more than this.</summary>
    internal static JobSpec Template(JobSpec spec) => spec with
    {
        Template = PodDefaults.Template(spec.Template ?? new PodTemplateSpec()),
        PodFailurePolicy = FailurePolicy(spec.PodFailurePolicy),
    };

    private static JobSpec Spec(JobSpec spec) => Template(spec) with
    {
        Completions = spec.Completions ?? (spec.Parallelism is null ? 1 : null),
        Parallelism = spec.Parallelism ?? 1,
        BackoffLimit = spec.BackoffLimit ?? (spec.BackoffLimitPerIndex is null ? BackoffLimit : int.MaxValue),
        CompletionMode = spec.CompletionMode ?? "NonIndexed",
        Suspend = spec.Suspend ?? false,
        ManualSelector = spec.ManualSelector ?? false,
        PodReplacementPolicy = spec.PodReplacementPolicy ?? (spec.PodFailurePolicy is null ? "TerminatingOrFailed" : "Failed"),
    };

    private static PodFailurePolicy? FailurePolicy(PodFailurePolicy? policy) => policy?.Rules is not { } rules ? policy : policy with
    {
        Rules = [.. rules.Select(rule => rule.OnPodConditions is not { } patterns ? rule : rule with
        {
            OnPodConditions = [.. patterns.Select(pattern => string.IsNullOrEmpty(pattern.Status) ? pattern with { Status = "True" } : pattern)],
        })],
    };
}
