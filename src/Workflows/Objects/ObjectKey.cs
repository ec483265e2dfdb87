namespace JobFlows.Workflows.Objects;

/// <summary>Where an object is.</summary>
/// <param name="Resource">The group resource, such as <c>jobs.batch</c> or <c>pods</c>.</param>
/// <param name="Namespace">The namespace; empty for cluster-wide kinds.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectKey(string Resource, string Namespace, string Name);
