using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>The pods that a Job creates.</summary>
public sealed record PodTemplateSpec
{
    /// <summary>Labels and annotations for the pods created.</summary>
    public ObjectMeta? Metadata { get; init; }

    /// <summary>The spec of the pods created.</summary>
    public PodSpec? Spec { get; init; }
}
