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

    private static readonly string[] AlwaysWritable = ["/dev", "/proc"];

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

        var steps = new List<SandboxStep>();
        if (!rebuilt.Contains("/"))
        {
            steps.Add(new SandboxStep.Root("/", request.ReadOnlyRoot));
        }

        foreach (var folder in rebuilt)
        {
            var entries = Directory.GetFileSystemEntries(folder);
            if (entries.Length > MostEntries && !request.ByInit)
            {
                return new Sandbox.Impossible($"a mount point is missing in {folder}, which has {entries.Length} entries; create the mount point on the host");
            }

            Rebuild(folder, request.Failures == 0 ? entries : entries.Where(IsOld), request.ReadOnlyRoot, placed, steps);
        }

        if (request.ReadOnlyRoot)
        {
            steps.AddRange(AlwaysWritable.Select(folder => new SandboxStep.Bind(new(folder, folder, ReadOnly: false), Optional: true)));
        }

        steps.AddRange(placed.Select(mount => new SandboxStep.Bind(mount)));
        if (workplace is not null && !Path.Exists(workplace))
        {
            steps.Add(new SandboxStep.Folder(workplace));
        }

        if (request.ReadOnlyRoot)
        {
            steps.AddRange(rebuilt.Select(folder => new SandboxStep.Freeze(folder)));
        }

        return new Sandbox.Made(steps, NewRoot: true, request.StartDirectory(placed));
    }

    private static bool IsOld(string entry) => DateTime.UtcNow - File.GetLastWriteTimeUtc(entry) > Young;

    private static void Rebuild(string folder, IEnumerable<string> entries, bool readOnly, List<BindMount> placed, List<SandboxStep> steps)
    {
        var mode = LibC.ModeOf(folder);
        if (folder != "/")
        {
            steps.Add(new SandboxStep.Memory(folder, mode & PermissionBits));
        }

        // Everybody's folder, such as /tmp: what is in it comes and goes too fast to be mounted piece by piece.
        var busy = folder != "/" && (mode & Sticky) != 0;
        if (busy)
        {
            steps.Add(new SandboxStep.Bind(new(folder, Path.Combine(folder, Whole), readOnly), Optional: true));
        }

        foreach (var entry in entries)
        {
            steps.Add(
                new FileInfo(entry).LinkTarget is { } target ? new SandboxStep.Link(target, entry)
                : busy && !placed.Exists(mount => IsBelow(mount.Target, entry)) ? new SandboxStep.Link(Path.Combine(Whole, Path.GetFileName(entry)), entry)
                : new SandboxStep.Bind(new(entry, entry, readOnly), Optional: true));
        }
    }

    // bwrap does not follow links of the new root, and of a folder that is rebuilt there are none yet: targets are given without any.
    private static string Place(string target)
    {
        var ancestor = ExistingAncestor(target);
        var rest = Path.GetRelativePath(ancestor, target);
        var place = LibC.Resolve(ancestor) ?? throw new IOException($"error mounting to rootfs at \"{target}\": {ancestor} is a link to nowhere");
        return rest == "." ? place : Path.Combine(place, rest);
    }

    private static string ExistingAncestor(string path)
    {
        while (!Path.Exists(path))
        {
            path = Path.GetDirectoryName(path) ?? "/";
        }

        return path;
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
