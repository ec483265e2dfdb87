namespace JobFlows.Domain.Core;

public sealed record Lifecycle
{
    public LifecycleHandler? PostStart { get; init; }

    public LifecycleHandler? PreStop { get; init; }

    public string? StopSignal { get; init; }
}
