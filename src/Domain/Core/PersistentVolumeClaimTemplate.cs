using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record PersistentVolumeClaimTemplate
{
    public ObjectMeta? Metadata { get; init; }

    [Required]
    public PersistentVolumeClaimSpec? Spec { get; init; }
}
