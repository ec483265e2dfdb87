using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

/// <summary>The Jobs that a CronJob creates.</summary>
public sealed record JobTemplateSpec
{
    /// <summary>Labels and annotations for the Jobs created.</summary>
    public ObjectMeta? Metadata { get; init; }

    /// <summary>The spec of the Jobs created.</summary>
    public JobSpec? Spec { get; init; }
}
