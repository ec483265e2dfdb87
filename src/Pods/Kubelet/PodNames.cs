using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>Names derived from a pod.</summary>
internal static class PodNames
{
    private const int LongestHostname = 63;

    /// <summary>The host name its containers see.</summary>
    public static string Hostname(Pod pod)
    {
        var name = pod.Spec?.HostnameOverride ?? (pod.Spec?.Hostname is { Length: > 0 } hostname ? hostname : pod.Metadata.Name ?? string.Empty);
        return name.Length <= LongestHostname ? name : name[..LongestHostname].TrimEnd('-', '.');
    }

    /// <summary>The pod as messages name it: <c>name_namespace(uid)</c>.</summary>
    public static string Full(Pod pod) => $"{pod.Metadata.Name}_{pod.Metadata.Namespace}({pod.Metadata.Uid})";
}
