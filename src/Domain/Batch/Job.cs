using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

public sealed record Job : KubeObject
{
    public JobSpec? Spec { get; init; }

    public JobStatus? Status { get; init; }
}
