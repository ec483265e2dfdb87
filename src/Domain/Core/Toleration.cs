namespace JobFlows.Domain.Core;

/// <summary>A node taint, or several, that a pod puts up with.</summary>
public sealed record Toleration
{
    /// <summary>The taint's key. When empty, with the operator Exists, every taint.</summary>
    public string? Key { get; init; }

    /// <summary>How the value is compared: Equal (the default), Exists (any value will do), Lt or Gt (as numbers).</summary>
    public string? Operator { get; init; }

    /// <summary>The value to compare with; empty with Exists.</summary>
    public string? Value { get; init; }

    /// <summary>The taint's effect: NoSchedule, PreferNoSchedule or NoExecute. When empty, any.</summary>
    public string? Effect { get; init; }

    /// <summary>
    /// How many seconds a NoExecute taint is put up with before the pod is evicted. 0 or less evicts at once; when absent, never.
    /// </summary>
    public long? TolerationSeconds { get; init; }
}
