namespace JobFlows.Pods.Volumes;

/// <summary>A volume that is ready to be mounted.</summary>
/// <param name="Path">Where it is on the host.</param>
/// <param name="ReadOnly">Whether no container may write to it.</param>
internal sealed record PodVolume(string Path, bool ReadOnly);
