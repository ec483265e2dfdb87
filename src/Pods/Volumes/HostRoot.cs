using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>
/// The host's own root with volumes mounted over it. A mount point that does not exist is never created on the host: the folder that lacks it
/// is replaced by a temporary one, in which everything the real one has is shown again.
/// </summary>
internal static class HostRoot
{
    // bwrap takes about 9,000 arguments, and every entry costs three.
    private const int MostEntries = 2000;
    private const int PermissionBits = 0b111_111_111_111;

    /// <summary>Plans it.</summary>
    /// <param name="mounts">The volumes, outer ones first.</param>
    /// <param name="directory">The working directory; made when it does not exist. Null for the root.</param>
    /// <param name="hostname">The pod's host name.</param>
    public static Sandbox Arguments(IReadOnlyList<BindMount> mounts, string? directory, string hostname)
    {
        var placed = mounts.Select(mount => mount with { Target = Place(mount.Target) }).ToList();
        var workplace = directory is null ? null : Place(directory);
        var missing = placed.Select(mount => mount.Target)
            .Concat(workplace is null ? [] : [workplace])
            .Where(target => !Path.Exists(target) && !placed.Exists(mount => IsBelow(target, mount.Target)));
        var rebuilt = missing.Select(ExistingAncestor).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        var arguments = new List<string>(SandboxPlan.Common(hostname));
        if (!rebuilt.Contains("/"))
        {
            arguments.AddRange(["--dev-bind", "/", "/"]);
        }

        foreach (var folder in rebuilt)
        {
            var entries = Directory.GetFileSystemEntries(folder);
            if (entries.Length > MostEntries)
            {
                return new Sandbox.Impossible($"a mount point is missing in {folder}, which has {entries.Length} entries; create the mount point on the host");
            }

            Rebuild(folder, entries, arguments);
        }

        arguments.AddRange(placed.SelectMany(SandboxPlan.Argument));
        if (workplace is not null && !Path.Exists(workplace))
        {
            arguments.AddRange(["--dir", workplace]);
        }

        arguments.AddRange(["--chdir", directory ?? "/"]);
        return new Sandbox.Bubblewrap(arguments);
    }

    private static void Rebuild(string folder, string[] entries, List<string> arguments)
    {
        if (folder != "/")
        {
            arguments.AddRange(["--perms", Convert.ToString(LibC.ModeOf(folder) & PermissionBits, 8), "--tmpfs", folder]);
        }

        foreach (var entry in entries)
        {
            if (new FileInfo(entry).LinkTarget is { } target)
            {
                arguments.AddRange(["--symlink", target, entry]);
            }
            else
            {
                arguments.AddRange(["--dev-bind-try", entry, entry]);
            }
        }
    }

    // bwrap does not follow links of the new root, so targets are given without any.
    private static string Place(string target)
    {
        var ancestor = ExistingAncestor(target);
        var rest = Path.GetRelativePath(ancestor, target);
        return rest == "." ? LibC.Resolve(ancestor)! : Path.Combine(LibC.Resolve(ancestor)!, rest);
    }

    private static string ExistingAncestor(string path)
    {
        while (!Path.Exists(path))
        {
            path = Path.GetDirectoryName(path)!;
        }

        return path;
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
