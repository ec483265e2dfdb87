using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

public sealed record CronJobStatus
{
    public IReadOnlyList<ObjectReference>? Active { get; init; }

    public DateTimeOffset? LastScheduleTime { get; init; }

    public DateTimeOffset? LastSuccessfulTime { get; init; }
}
