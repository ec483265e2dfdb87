namespace JobFlows.Domain.Meta;

/// <summary>metav1.MicroTime: like Time, with six digits of a second.</summary>
public sealed class MicroTimeConverter() : KubeTimeConverter("yyyy-MM-dd'T'HH:mm:ss'.'ffffff'Z'");
