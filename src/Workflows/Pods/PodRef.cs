namespace JobFlows.Workflows.Pods;

/// <summary>Names a pod.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID, which is what identifies it.</param>
public sealed record PodRef(string Namespace, string Name, string Uid);
