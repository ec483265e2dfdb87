namespace JobFlows.Pods.Linux.ControlGroups;

/// <summary>The control group of one run of a container: a folder in each hierarchy that limits it.</summary>
internal sealed class ControlGroup(IReadOnlyList<string> folders)
{
    /// <summary>The files through which a process enters.</summary>
    public IReadOnlyList<string> Entries { get; } = [.. folders.Select(folder => Path.Combine(folder, "cgroup.procs"))];

    /// <summary>Puts a process into it that could not enter by itself; one that has ended need not.</summary>
    public void Add(int process)
    {
        foreach (var entry in Entries)
        {
            try
            {
                ControlFile.Write(entry, process.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            catch (IOException) when (!Directory.Exists($"/proc/{process}"))
            {
                return;
            }
        }
    }

    /// <summary>Whether the kernel has killed one of its processes for want of memory.</summary>
    public bool RanOutOfMemory() => folders.Any(folder =>
        ControlFile.Count(Path.Combine(folder, "memory.oom_control"), "oom_kill") > 0 || ControlFile.Count(Path.Combine(folder, "memory.events"), "oom_kill") > 0);

    /// <summary>Removes it.</summary>
    /// <returns>False while a process is still in it, perhaps one that is just ending.</returns>
    public bool TryRemove()
    {
        var clear = true;
        foreach (var folder in folders)
        {
            clear &= LibC.RemoveFolder(folder) || !Directory.Exists(folder);
        }

        return clear;
    }
}
