using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record PodTemplateSpec
{
    public ObjectMeta? Metadata { get; init; }

    public PodSpec? Spec { get; init; }
}
