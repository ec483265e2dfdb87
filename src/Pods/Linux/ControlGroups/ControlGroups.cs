using System.Globalization;

namespace JobFlows.Pods.Linux.ControlGroups;

/// <summary>The control groups of this machine's pods: version 1, version 2 or both, as far as this account may use them.</summary>
internal sealed class ControlGroups
{
    private const string Cpu = "cpu";
    private const string Memory = "memory";
    private const string Processes = "pids";
    private const int Permissions = 0b111_101_101;
    private static readonly string[] Wanted = [Cpu, Memory, Processes];

    // The folder of all pods for each controller, and whether it is version 2.
    private readonly Dictionary<string, (string Folder, bool Unified)> bases = new(StringComparer.Ordinal);

    private ControlGroups()
    {
    }

    /// <summary>What cannot be limited, and why; empty when everything can.</summary>
    public IReadOnlyDictionary<string, string> Missing { get; private set; } = new Dictionary<string, string>();

    /// <summary>Looks at the machine and makes the groups that all pods' groups will be in.</summary>
    /// <param name="name">The name of those groups.</param>
    /// <param name="mounts">The hierarchies.</param>
    public static ControlGroups Open(string name, IReadOnlyList<ControlGroupMount> mounts)
    {
        var groups = new ControlGroups();
        var missing = Wanted.ToDictionary(one => one, _ => "no such control group is mounted", StringComparer.Ordinal);
        foreach (var mount in mounts)
        {
            foreach (var controller in Wanted.Where(one => mount.Controllers?.Contains(one) == true))
            {
                groups.Take(controller, Path.Combine(mount.Folder, name), unified: false, missing);
            }

            if (mount.Controllers is null)
            {
                groups.TakeUnified(name, mount, missing);
            }
        }

        groups.Missing = missing;
        return groups;
    }

    /// <summary>Makes a group with limits; null when there is nothing to limit, or nothing to limit it with.</summary>
    /// <exception cref="IOException">The machine refuses.</exception>
    public ControlGroup? Make(string name, ResourceLimits limits)
    {
        var folders = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (limits.CpuShares is not null || limits.CpuQuota is not null)
        {
            LimitCpu(name, limits, folders);
        }

        string? memoryFolder = null;
        if (limits.Memory is { } memory && Folder(Memory, name, folders) is var (ofMemory, unifiedMemory))
        {
            memoryFolder = ofMemory;
            ControlFile.Write(Path.Combine(ofMemory, unifiedMemory ? "memory.max" : "memory.limit_in_bytes"), Text(memory));
            Perhaps(Path.Combine(ofMemory, unifiedMemory ? "memory.swap.max" : "memory.memsw.limit_in_bytes"), Text(unifiedMemory ? 0 : memory));
            if (unifiedMemory)
            {
                Perhaps(Path.Combine(ofMemory, "memory.oom.group"), "1");
            }
        }

        if (limits.Processes is { } processes && Folder(Processes, name, folders) is var (ofProcesses, _))
        {
            ControlFile.Write(Path.Combine(ofProcesses, "pids.max"), Text(processes));
        }

        return folders.Count == 0 ? null : new ControlGroup(folders, memoryFolder);
    }

    /// <summary>Kills what is left in groups that a supervisor before this one has made, and removes them.</summary>
    public void Clear()
    {
        foreach (var folder in bases.Values.Select(one => one.Folder).Distinct(StringComparer.Ordinal))
        {
            foreach (var group in Directory.EnumerateDirectories(folder))
            {
                KillMembers(group);
                _ = LibC.RemoveFolder(group);
            }
        }
    }

    /// <summary>Removes the groups of all pods, when they are empty.</summary>
    public void Close()
    {
        Clear();
        foreach (var (folder, _) in bases.Values)
        {
            _ = LibC.RemoveFolder(folder);
        }
    }

    private static void KillMembers(string group)
    {
        foreach (var line in File.ReadLines(Path.Combine(group, "cgroup.procs")))
        {
            _ = LibC.Kill(int.Parse(line, CultureInfo.InvariantCulture), LibC.SigKill);
        }
    }

    private void Take(string controller, string folder, bool unified, Dictionary<string, string> missing)
    {
        try
        {
            LibC.MakeFolder(folder, Permissions);
            bases[controller] = (folder, unified);
            missing.Remove(controller);
        }
        catch (IOException e)
        {
            missing[controller] = e.Message;
        }
    }

    // A group with processes can't hand controllers down, so it is made beside this process's group, or higher up, where that is allowed.
    private void TakeUnified(string name, ControlGroupMount mount, Dictionary<string, string> missing)
    {
        for (var parent = mount.Folder; parent.Length >= mount.Root.Length; parent = Path.GetDirectoryName(parent)!)
        {
            try
            {
                var offered = File.ReadAllText(Path.Combine(parent, "cgroup.controllers")).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
                var useful = Wanted.Where(one => offered.Contains(one) && !bases.ContainsKey(one)).ToList();
                if (useful.Count == 0)
                {
                    continue;
                }

                ControlFile.Write(Path.Combine(parent, "cgroup.subtree_control"), string.Join(' ', useful.Select(one => "+" + one)));
                var folder = Path.Combine(parent, name);
                LibC.MakeFolder(folder, Permissions);
                ControlFile.Write(Path.Combine(folder, "cgroup.subtree_control"), string.Join(' ', useful.Select(one => "+" + one)));
                foreach (var controller in useful)
                {
                    bases[controller] = (folder, true);
                    missing.Remove(controller);
                }

                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                foreach (var controller in Wanted.Where(one => !bases.ContainsKey(one)))
                {
                    missing[controller] = e.Message;
                }
            }
        }
    }

    private void LimitCpu(string name, ResourceLimits limits, Dictionary<string, bool> folders)
    {
        if (Folder(Cpu, name, folders) is not var (folder, unified))
        {
            return;
        }

        const long Period = 100_000;
        if (limits.CpuShares is { } shares)
        {
            // The kubelet's way from the one scale to the other.
            var weight = 1 + ((Math.Clamp(shares, 2, 262_144) - 2) * 9999 / 262_142);
            ControlFile.Write(Path.Combine(folder, unified ? "cpu.weight" : "cpu.shares"), Text(unified ? weight : shares));
        }

        if (limits.CpuQuota is { } quota)
        {
            ControlFile.Write(Path.Combine(folder, unified ? "cpu.max" : "cpu.cfs_quota_us"), unified ? $"{quota} {Period}" : Text(quota));
        }
    }

    private (string Folder, bool Unified)? Folder(string controller, string name, Dictionary<string, bool> folders)
    {
        if (!bases.TryGetValue(controller, out var place))
        {
            return null;
        }

        var folder = Path.Combine(place.Folder, name);
        if (folders.TryAdd(folder, place.Unified))
        {
            LibC.MakeFolder(folder, Permissions);
        }

        return (folder, place.Unified);
    }

    // Not every kernel has these.
    private static void Perhaps(string path, string text)
    {
        try
        {
            ControlFile.Write(path, text);
        }
        catch (IOException)
        {
            // Without it memory may also be swapped out, or one process alone be killed.
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
