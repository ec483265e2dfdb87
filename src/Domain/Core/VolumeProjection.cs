namespace JobFlows.Domain.Core;

public sealed record VolumeProjection
{
    public SecretProjection? Secret { get; init; }

    public DownwardAPIProjection? DownwardAPI { get; init; }

    public ConfigMapProjection? ConfigMap { get; init; }

    public ServiceAccountTokenProjection? ServiceAccountToken { get; init; }

    public ClusterTrustBundleProjection? ClusterTrustBundle { get; init; }

    public PodCertificateProjection? PodCertificate { get; init; }
}
