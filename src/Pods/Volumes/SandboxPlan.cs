using JobFlows.Domain.Core;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>Plans the file system a container sees: its root, its volumes, its working directory.</summary>
internal static class SandboxPlan
{
    private const string Advice =
        "volumes and root folders need bubblewrap (bwrap), which is not installed on this machine: apt-get install bubblewrap, dnf install bubblewrap or apk add bubblewrap";

    /// <summary>Decides whether a sandbox is needed, and how it is made.</summary>
    /// <param name="container">The container.</param>
    /// <param name="root">The root folder; null for the host's.</param>
    /// <param name="hostname">The pod's host name.</param>
    /// <param name="volumes">The pod's volumes on the host, by name.</param>
    /// <param name="variables">The container's variables, for <c>subPathExpr</c>.</param>
    /// <param name="bubblewrap">The path of bwrap, or null when it is not installed.</param>
    public static Sandbox Make(
        Container container,
        string? root,
        string hostname,
        IReadOnlyDictionary<string, string> volumes,
        IReadOnlyDictionary<string, string> variables,
        string? bubblewrap)
    {
        var directory = container.WorkingDir is { Length: > 0 } wanted ? wanted : null;
        var missing = directory is not null && root is null && !Directory.Exists(directory);
        if (root is null && !missing && container.VolumeMounts is not { Count: > 0 })
        {
            return new Sandbox.None();
        }

        if (bubblewrap is null)
        {
            return new Sandbox.Impossible(Advice);
        }

        var mounts = new List<BindMount>();
        foreach (var mount in container.VolumeMounts ?? [])
        {
            if (!volumes.TryGetValue(mount.Name ?? string.Empty, out var source))
            {
                return new Sandbox.Impossible($"MountVolume.SetUp failed for volume \"{mount.Name}\" : the pod has no such volume");
            }

            var below = mount.SubPathExpr is { Length: > 0 } expression ? VariableExpansion.Expand(expression, variables) : mount.SubPath ?? string.Empty;
            if (below.Split('/').Contains("..") || below.StartsWith('/'))
            {
                return new Sandbox.Impossible($"failed to prepare subPath for volumeMount \"{mount.Name}\" of container \"{container.Name}\"");
            }

            if (MakeSubPath(source, below) is not { } from)
            {
                return new Sandbox.Impossible($"failed to prepare subPath for volumeMount \"{mount.Name}\" of container \"{container.Name}\"");
            }

            mounts.Add(new BindMount(from, Path.GetFullPath("/" + mount.MountPath), mount.ReadOnly == true));
        }

        mounts.Sort((one, other) => Depth(one.Target).CompareTo(Depth(other.Target)));
        if (root is null)
        {
            return HostRoot.Arguments(mounts, directory, hostname);
        }

        return new Sandbox.Bubblewrap(
        [
            .. Common(hostname), "--bind", root, "/", "--dev-bind", "/dev", "/dev", "--proc", "/proc", "--ro-bind-try", "/sys", "/sys",
            "--ro-bind-try", LibC.Resolve("/etc/resolv.conf") ?? "/etc/resolv.conf", "/etc/resolv.conf",
            .. mounts.SelectMany(Argument), .. directory is null ? [] : (string[])["--dir", directory], "--chdir", directory ?? "/",
        ]);
    }

    /// <summary>What every sandbox has: it dies with the supervisor, and has the pod's host name.</summary>
    public static IReadOnlyList<string> Common(string hostname) => ["--die-with-parent", "--unshare-uts", "--hostname", hostname, "--json-status-fd", "4"];

    /// <summary>The arguments for one mount.</summary>
    public static IEnumerable<string> Argument(BindMount mount) => [mount.ReadOnly ? "--ro-bind" : "--dev-bind", mount.Source, mount.Target];

    /// <summary>The folder or file below a volume, made where it is missing; null when links in the volume lead out of it.</summary>
    private static string? MakeSubPath(string source, string below)
    {
        if (below.Length == 0)
        {
            return source;
        }

        var volume = LibC.Resolve(source)!;
        var place = volume;
        foreach (var part in below.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(place, part);
            if (!Path.Exists(next) && new FileInfo(next).LinkTarget is null)
            {
                Directory.CreateDirectory(next);
            }

            if (LibC.Resolve(next) is not { } real || (real != volume && !real.StartsWith(volume + "/", StringComparison.Ordinal)))
            {
                return null;
            }

            place = real;
        }

        return place;
    }

    private static int Depth(string path) => path.Count(character => character == '/');
}
