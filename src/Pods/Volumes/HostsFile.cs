using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>A pod's own <c>/etc/hosts</c>: the host's, as for a pod on the host's network, with the pod's host name and its <c>hostAliases</c>.</summary>
internal static class HostsFile
{
    /// <summary>Where containers see it.</summary>
    public const string Place = "/etc/hosts";

    /// <summary>Writes it.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="hostname">Its host name, where its containers have one of their own; else null.</param>
    /// <param name="folders">Where its files are.</param>
    /// <returns>Its path, or null when the host's own file is all that the pod needs.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    public static string? Write(Pod pod, string? hostname, PodFolders folders)
    {
        var aliases = pod.Spec?.HostAliases ?? [];
        if (hostname is null && aliases.Count == 0)
        {
            return null;
        }

        var file = folders.Hosts(pod.Metadata.Uid!);
        File.WriteAllLines(
            file,
            [
                "# Kubernetes-managed hosts file (host network).", .. File.Exists(Place) ? File.ReadLines(Place) : [],
                .. hostname is null ? (string[])[] : [$"{pod.Status?.PodIP ?? "127.0.0.1"}\t{hostname}"],
                .. aliases.Count == 0 ? (string[])[] : ["", "# Entries added by HostAliases."],
                .. aliases.Select(alias => $"{alias.Ip}\t{string.Join('\t', alias.Hostnames ?? [])}"),
            ]);
        return LibC.Resolve(file) ?? file;
    }
}
