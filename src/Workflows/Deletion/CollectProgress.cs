namespace JobFlows.Workflows.Deletion;

/// <summary>How a collection stands.</summary>
/// <param name="Done">Nothing is left to do.</param>
public sealed record CollectProgress(bool Done);
