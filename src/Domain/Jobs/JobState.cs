namespace JobFlows.Domain.Jobs;

/// <summary>All that has to be remembered of a Job between decisions. It grows with intervals and live pods, not with finished pods.</summary>
public sealed record JobState
{
    /// <summary>The Job as last read.</summary>
    public required JobSnapshot Job { get; init; }
}
