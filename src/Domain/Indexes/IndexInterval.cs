namespace JobFlows.Domain.Indexes;

/// <summary>Completion indexes <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct IndexInterval(int First, int Last);
