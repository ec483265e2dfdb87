using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A request for storage. It is kept as a record: nothing here provides volumes.</summary>
public sealed record PersistentVolumeClaim : KubeObject
{
    /// <summary>The storage wanted.</summary>
    public PersistentVolumeClaimSpec? Spec { get; init; }

    /// <summary>The storage had.</summary>
    public PersistentVolumeClaimStatus? Status { get; init; }
}
