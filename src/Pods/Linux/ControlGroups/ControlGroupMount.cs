namespace JobFlows.Pods.Linux.ControlGroups;

/// <summary>A mounted hierarchy of control groups, and where in it this process is.</summary>
/// <param name="Folder">The folder of this process's group.</param>
/// <param name="Root">The mount point, above which nothing can be made.</param>
/// <param name="Controllers">The controllers of a version 1 hierarchy; null for version 2, where each group lists its own.</param>
internal sealed record ControlGroupMount(string Folder, string Root, IReadOnlyList<string>? Controllers)
{
    private const int MountRoot = 3;
    private const int MountPoint = 4;

    /// <summary>Finds the hierarchies.</summary>
    /// <param name="mountInfo">The text of <c>/proc/self/mountinfo</c>.</param>
    /// <param name="membership">The text of <c>/proc/self/cgroup</c>.</param>
    public static IReadOnlyList<ControlGroupMount> Find(string mountInfo, string membership)
    {
        var places = membership.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 3))
            .Where(parts => parts.Length == 3)
            .ToDictionary(parts => parts[1], parts => parts[2], StringComparer.Ordinal);
        var found = new List<ControlGroupMount>();
        foreach (var line in mountInfo.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // The fields after the dash are the type, the source and the options of the file system.
            var halves = line.Split(" - ", 2);
            var mount = halves[0].Split(' ');
            var system = halves[^1].Split(' ');
            if (halves.Length < 2 || mount.Length <= MountPoint || system.Length < 3)
            {
                continue;
            }

            var options = system[2].Split(',');
            var hierarchy = system[0] == "cgroup2" ? "" : places.Keys.FirstOrDefault(name => name.Length > 0 && name.Split(',').All(options.Contains));
            if (system[0] is "cgroup" or "cgroup2" && hierarchy is not null && places.TryGetValue(hierarchy, out var place))
            {
                var below = place.StartsWith(mount[MountRoot], StringComparison.Ordinal) ? place[mount[MountRoot].Length..] : place;
                var folder = Path.Combine(mount[MountPoint], below.TrimStart('/'));
                found.Add(new(folder.TrimEnd('/'), mount[MountPoint], hierarchy.Length == 0 ? null : hierarchy.Split(',')));
            }
        }

        return found;
    }
}
