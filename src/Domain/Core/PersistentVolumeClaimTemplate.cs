using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>The PersistentVolumeClaim to create for a pod.</summary>
public sealed record PersistentVolumeClaimTemplate
{
    /// <summary>Labels and annotations for the claim.</summary>
    public ObjectMeta? Metadata { get; init; }

    /// <summary>The spec of the claim. Required.</summary>
    [Required]
    public PersistentVolumeClaimSpec? Spec { get; init; }
}
