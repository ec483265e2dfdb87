using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>Plans the file system a container sees: its root, its volumes, its working directory.</summary>
internal static class SandboxPlan
{
    private const string Advice =
        "volumes, root folders, hostAliases and readOnlyRootFilesystem need bubblewrap (bwrap), which is not installed on this machine: apt-get install bubblewrap, dnf install bubblewrap or apk add bubblewrap";

    /// <summary>Decides whether a sandbox is needed, and how it is made.</summary>
    /// <exception cref="IOException">There can be no such mount.</exception>
    public static Sandbox Make(SandboxRequest request)
    {
        var plan = MountPlan.Make(request);
        if (plan.Problem is { } problem)
        {
            return new Sandbox.Misconfigured(problem);
        }

        IReadOnlyList<BindMount> mounts = [.. plan.Mounts, .. request.Message is { } message ? (BindMount[])[message] : []];
        if (mounts.FirstOrDefault(mount => mount.Target is "/" or "/proc" || mount.Target.StartsWith("/proc/", StringComparison.Ordinal)) is { Target: var covered })
        {
            throw new IOException(covered == "/" ? "\"/\" cannot be mounted because it is the root" : $"\"{covered}\" cannot be mounted because it is inside /proc");
        }

        var missing = request.Directory is not null && request.Root is null && !Directory.Exists(request.Directory);
        var ownRoot = request.Root is not null || missing || request.ReadOnlyRoot || !mounts.All(mount => File.Exists(mount.Target));
        if (request.ByInit && !ownRoot)
        {
            return new Sandbox.Made([.. mounts.Select(mount => new SandboxStep.Bind(mount))], NewRoot: false, request.StartDirectory(mounts));
        }

        if (!ownRoot && mounts.Count == 0)
        {
            return new Sandbox.None();
        }

        if (!request.ByInit && request.Bubblewrap is null)
        {
            return new Sandbox.Impossible(Advice);
        }

        return request.Root is { } root ? FolderRoot(root, request, mounts) : HostRoot.Plan(request, mounts);
    }

    private static Sandbox.Made FolderRoot(string root, SandboxRequest request, IReadOnlyList<BindMount> mounts)
    {
        const string resolver = "/etc/resolv.conf";
        IReadOnlyList<SandboxStep> steps =
        [
            new SandboxStep.Root(root, ReadOnly: false),
            new SandboxStep.Bind(new("/dev", "/dev", ReadOnly: false), Optional: true),
            new SandboxStep.Processes(),
            new SandboxStep.Bind(new("/sys", "/sys", ReadOnly: true), Optional: true),
            new SandboxStep.Bind(new(LibC.Resolve(resolver) ?? resolver, resolver, ReadOnly: true), Optional: true),
            .. mounts.Select(mount => new SandboxStep.Bind(mount)),
            .. request.Directory is { } directory ? (SandboxStep[])[new SandboxStep.Folder(directory)] : [],
            .. request.ReadOnlyRoot ? (SandboxStep[])[new SandboxStep.Freeze("/")] : [],
        ];
        return new(steps, NewRoot: true, request.StartDirectory(mounts));
    }
}
