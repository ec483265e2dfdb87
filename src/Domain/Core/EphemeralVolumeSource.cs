namespace JobFlows.Domain.Core;

public sealed record EphemeralVolumeSource
{
    public PersistentVolumeClaimTemplate? VolumeClaimTemplate { get; init; }
}
