namespace JobFlows.Workflows.Housekeeping;

/// <summary>How long things are kept.</summary>
public sealed record HousekeepingOptions
{
    /// <summary>How long after its last occurrence an Event is kept. Default 1 h, as Kubernetes.</summary>
    public TimeSpan EventLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far back lists and watches can begin. Default 5 min, as Kubernetes.</summary>
    public TimeSpan HistoryLifetime { get; init; } = TimeSpan.FromMinutes(5);
}
