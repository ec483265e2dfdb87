namespace JobFlows.Domain.Core;

/// <summary>A volume claimed for this pod and deleted with it.</summary>
public sealed record EphemeralVolumeSource
{
    /// <summary>The PersistentVolumeClaim to create, named POD-VOLUME. Required.</summary>
    public PersistentVolumeClaimTemplate? VolumeClaimTemplate { get; init; }
}
