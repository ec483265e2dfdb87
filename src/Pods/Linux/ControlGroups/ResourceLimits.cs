namespace JobFlows.Pods.Linux.ControlGroups;

/// <summary>What a container may take of the machine; null where nothing is said.</summary>
internal sealed record ResourceLimits
{
    /// <summary>The CPU's share beside others, 2 to 262144, as version 1 counts.</summary>
    public long? CpuShares { get; init; }

    /// <summary>CPU time in each period of 100 ms, in microseconds.</summary>
    public long? CpuQuota { get; init; }

    /// <summary>The most memory, in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>The most processes and threads at once.</summary>
    public long? Processes { get; init; }
}
