using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record ContainerStateRunning
{
    public DateTimeOffset? StartedAt { get; init; }
}
