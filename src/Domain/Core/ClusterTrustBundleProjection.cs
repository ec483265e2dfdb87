using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Trusted certificates, in one PEM file: of one bundle by name, or of all of a signer.</summary>
public sealed record ClusterTrustBundleProjection
{
    /// <summary>The bundle's name. Not together with signerName or labelSelector.</summary>
    public string? Name { get; init; }

    /// <summary>Take the bundles of this signer that labelSelector matches.</summary>
    public string? SignerName { get; init; }

    /// <summary>Which of the signer's bundles to take. When absent none, when empty all.</summary>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>When true, the bundles may be missing; otherwise the pod waits for them.</summary>
    public bool? Optional { get; init; }

    /// <summary>The file's path relative to the volume's root. Required.</summary>
    [Required]
    public string? Path { get; init; }

    /// <summary>The number of the user who owns the file. Defaults to the volume's defaultUser.</summary>
    public long? User { get; init; }
}
