using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A container that runs.</summary>
public sealed record ContainerStateRunning
{
    /// <summary>When it last started.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}
