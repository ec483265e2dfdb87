using JobFlows.Domain.Core;

namespace JobFlows.Pods.Volumes;

/// <summary>The <c>/etc/hosts</c> of a pod with <c>hostAliases</c>: the host's, as for a pod on the host's network, and the aliases.</summary>
internal static class HostsFile
{
    /// <summary>Where containers see it.</summary>
    public const string Place = "/etc/hosts";

    /// <summary>Writes it.</summary>
    /// <returns>Its path, or null when the pod has no aliases and sees the host's own file.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    public static string? Write(Pod pod, PodFolders folders)
    {
        if (pod.Spec?.HostAliases is not { Count: > 0 } aliases)
        {
            return null;
        }

        var file = folders.Hosts(pod.Metadata.Uid!);
        File.WriteAllLines(
            file,
            [
                "# Kubernetes-managed hosts file (host network).", .. File.Exists(Place) ? File.ReadLines(Place) : [],
                "", "# Entries added by HostAliases.", .. aliases.Select(alias => $"{alias.Ip}\t{string.Join('\t', alias.Hostnames ?? [])}"),
            ]);
        return file;
    }
}
