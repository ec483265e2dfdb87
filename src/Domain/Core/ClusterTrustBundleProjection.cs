using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record ClusterTrustBundleProjection
{
    public string? Name { get; init; }

    public string? SignerName { get; init; }

    public LabelSelector? LabelSelector { get; init; }

    public bool? Optional { get; init; }

    [Required]
    public string? Path { get; init; }

    public long? User { get; init; }
}
