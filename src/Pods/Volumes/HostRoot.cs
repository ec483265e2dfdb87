using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>
/// The host's own root with volumes mounted over it. A mount point that does not exist is never created on the host: the folder that lacks it
/// is replaced by a temporary one, in which everything the real one has is shown again: by mounts, or in a busy folder by links.
/// </summary>
internal static class HostRoot
{
    // bwrap takes about 9,000 arguments, and every entry costs three.
    private const int MostEntries = 2000;
    private const int PermissionBits = 0b111_111_111_111;
    private const int Sticky = 0b1_000_000_000;

    // Where the whole of a busy folder is shown, for the links to lead to.
    private const string Whole = "..host";

    // Entries as young as this may well be gone before they are mounted.
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(10);

    /// <summary>Plans it.</summary>
    /// <param name="request">The working directory is made when it does not exist.</param>
    /// <param name="mounts">The volumes, outer ones first.</param>
    public static Sandbox Plan(SandboxRequest request, IReadOnlyList<BindMount> mounts)
    {
        var placed = mounts.Select(mount => mount with { Target = Place(mount.Target) }).ToList();
        var workplace = request.Directory is { } directory ? Place(directory) : null;
        var missing = placed.Select(mount => mount.Target)
            .Concat(workplace is null ? [] : [workplace])
            .Where(target => !Path.Exists(target) && !placed.Exists(mount => IsBelow(target, mount.Target)));
        var rebuilt = missing.Select(ExistingAncestor).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        var bind = request.ReadOnlyRoot ? "--ro-bind" : "--dev-bind";
        var arguments = new List<string>(SandboxPlan.Common(request.Hostname));
        if (!rebuilt.Contains("/"))
        {
            arguments.AddRange([bind, "/", "/"]);
        }

        foreach (var folder in rebuilt)
        {
            var entries = Directory.GetFileSystemEntries(folder);
            if (entries.Length > MostEntries)
            {
                return new Sandbox.Impossible($"a mount point is missing in {folder}, which has {entries.Length} entries; create the mount point on the host");
            }

            Rebuild(folder, request.Failures == 0 ? entries : entries.Where(IsOld), bind + "-try", placed, arguments);
        }

        if (request.ReadOnlyRoot)
        {
            arguments.AddRange(["--dev-bind", "/dev", "/dev", "--dev-bind", "/proc", "/proc"]);
        }

        arguments.AddRange(placed.SelectMany(SandboxPlan.Argument));
        if (workplace is not null && !Path.Exists(workplace))
        {
            arguments.AddRange(["--dir", workplace]);
        }

        if (request.ReadOnlyRoot)
        {
            arguments.AddRange(rebuilt.SelectMany(folder => (string[])["--remount-ro", folder]));
        }

        arguments.AddRange(["--chdir", request.StartDirectory(placed)]);
        return new Sandbox.Bubblewrap(arguments);
    }

    private static bool IsOld(string entry) => DateTime.UtcNow - File.GetLastWriteTimeUtc(entry) > Young;

    private static void Rebuild(string folder, IEnumerable<string> entries, string bind, List<BindMount> placed, List<string> arguments)
    {
        var mode = LibC.ModeOf(folder);
        if (folder != "/")
        {
            arguments.AddRange(["--perms", Convert.ToString(mode & PermissionBits, 8), "--tmpfs", folder]);
        }

        // Everybody's folder, such as /tmp: what is in it comes and goes too fast to be mounted piece by piece.
        var busy = folder != "/" && (mode & Sticky) != 0;
        if (busy)
        {
            arguments.AddRange([bind, folder, Path.Combine(folder, Whole)]);
        }

        foreach (var entry in entries)
        {
            if (new FileInfo(entry).LinkTarget is { } target)
            {
                arguments.AddRange(["--symlink", target, entry]);
            }
            else if (busy && !placed.Exists(mount => IsBelow(mount.Target, entry)))
            {
                arguments.AddRange(["--symlink", Path.Combine(Whole, Path.GetFileName(entry)), entry]);
            }
            else
            {
                arguments.AddRange([bind, entry, entry]);
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
