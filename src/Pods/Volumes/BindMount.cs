namespace JobFlows.Pods.Volumes;

/// <summary>A path of the host shown at a path in the container.</summary>
internal sealed record BindMount(string Source, string Target, bool ReadOnly);
