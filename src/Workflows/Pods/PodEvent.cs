namespace JobFlows.Workflows.Pods;

/// <summary>A Kubernetes event about a pod, from component <c>kubelet</c>.</summary>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">Such as <c>Started</c>.</param>
/// <param name="Message">For people.</param>
/// <param name="FieldPath">The container meant, as <c>spec.containers{name}</c>, or null.</param>
public sealed record PodEvent(string Type, string Reason, string Message, string? FieldPath = null);
