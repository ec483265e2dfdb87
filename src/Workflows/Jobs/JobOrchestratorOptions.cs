namespace JobFlows.Workflows.Jobs;

/// <summary>How Job orchestrations behave.</summary>
public sealed record JobOrchestratorOptions
{
    /// <summary>After so many events (signals, and results of activities) an orchestration continues as new, which bounds its history. Default 200.</summary>
    public int EventsPerRun { get; init; } = 200;

    /// <summary>How long a Job with live pods may hear nothing before it looks at them itself: a lost report costs time, never a pod. Default 5 min.</summary>
    public TimeSpan WatchdogInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A Job whose pods at once may be more than this is sharded. Default 1,000.</summary>
    public int ShardAbove { get; init; } = 1000;

    /// <summary>How many activities at once give pods to shards: each may serve several. Default 16.</summary>
    public int ShardOrders { get; init; } = 16;

    /// <summary>How many pods a shard starts in its life. Default 500.</summary>
    public int ShardSize { get; init; } = 500;
}
