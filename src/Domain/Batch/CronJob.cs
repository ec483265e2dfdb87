using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

public sealed record CronJob : KubeObject
{
    public CronJobSpec? Spec { get; init; }

    public CronJobStatus? Status { get; init; }
}
