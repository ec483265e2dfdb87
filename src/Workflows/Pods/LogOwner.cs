namespace JobFlows.Workflows.Pods;

/// <summary>A Job whose removed pods left logs.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Uid">Its UID.</param>
public sealed record LogOwner(string Namespace, string Uid);
