using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>Plans the file system a container sees: its root, its volumes, its working directory.</summary>
internal static class SandboxPlan
{
    private const string Advice =
        "volumes, root folders, hostAliases and readOnlyRootFilesystem need bubblewrap (bwrap), which is not installed on this machine: apt-get install bubblewrap, dnf install bubblewrap or apk add bubblewrap";

    /// <summary>Decides whether a sandbox is needed, and how it is made.</summary>
    public static Sandbox Make(SandboxRequest request)
    {
        var missing = request.Directory is not null && request.Root is null && !Directory.Exists(request.Directory);
        if (request.Root is null && !missing && !request.ReadOnlyRoot && request.Hosts is null && request.Message is null && request.Container.VolumeMounts is not { Count: > 0 })
        {
            return new Sandbox.None();
        }

        if (request.Bubblewrap is null)
        {
            return new Sandbox.Impossible(Advice);
        }

        var plan = MountPlan.Make(request);
        if (plan.Problem is { } problem)
        {
            return new Sandbox.Misconfigured(problem);
        }

        IReadOnlyList<BindMount> mounts = [.. plan.Mounts, .. request.Message is { } message ? (BindMount[])[message] : []];
        return request.Root is { } root ? new Sandbox.Bubblewrap(FolderRoot(root, request, mounts)) : HostRoot.Plan(request, mounts);
    }

    /// <summary>What every sandbox has: it dies with the supervisor, and has the pod's host name.</summary>
    public static IReadOnlyList<string> Common(string hostname) => ["--die-with-parent", "--unshare-uts", "--hostname", hostname, "--json-status-fd", "4"];

    /// <summary>The arguments for one mount.</summary>
    public static IEnumerable<string> Argument(BindMount mount) => [mount.ReadOnly ? "--ro-bind" : "--dev-bind", mount.Source, mount.Target];

    private static IReadOnlyList<string> FolderRoot(string root, SandboxRequest request, IReadOnlyList<BindMount> mounts)
    {
        var resolver = LibC.Resolve("/etc/resolv.conf") ?? "/etc/resolv.conf";
        return
        [
            .. Common(request.Hostname), request.ReadOnlyRoot ? "--ro-bind" : "--bind", root, "/",
            "--dev-bind", "/dev", "/dev", "--proc", "/proc", "--ro-bind-try", "/sys", "/sys", "--ro-bind-try", resolver, "/etc/resolv.conf",
            .. mounts.SelectMany(Argument), .. request.Directory is { } directory ? (string[])["--dir", directory] : [], "--chdir", request.StartDirectory(mounts),
        ];
    }
}
