namespace JobFlows.Domain.Core;

/// <summary>One source of files. Exactly one property has to be set.</summary>
public sealed record VolumeProjection
{
    /// <summary>The keys of a Secret.</summary>
    public SecretProjection? Secret { get; init; }

    /// <summary>Properties of the pod.</summary>
    public DownwardAPIProjection? DownwardAPI { get; init; }

    /// <summary>The keys of a ConfigMap.</summary>
    public ConfigMapProjection? ConfigMap { get; init; }

    /// <summary>A token of the pod's ServiceAccount, renewed before it expires.</summary>
    public ServiceAccountTokenProjection? ServiceAccountToken { get; init; }

    /// <summary>Trusted certificates.</summary>
    public ClusterTrustBundleProjection? ClusterTrustBundle { get; init; }

    /// <summary>A private key and certificates for the pod, renewed before they expire.</summary>
    public PodCertificateProjection? PodCertificate { get; init; }
}
