using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

public sealed record JobTemplateSpec
{
    public ObjectMeta? Metadata { get; init; }

    public JobSpec? Spec { get; init; }
}
