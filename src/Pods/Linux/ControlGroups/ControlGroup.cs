namespace JobFlows.Pods.Linux.ControlGroups;

/// <summary>The control group of one run of a container: a folder in each hierarchy that limits it.</summary>
/// <param name="groups">Each folder, and whether its hierarchy is version 2.</param>
/// <param name="memory">The folder of them that limits memory, or null.</param>
internal sealed class ControlGroup(IReadOnlyDictionary<string, bool> groups, string? memory)
{
    private const string Members = "cgroup.procs";
    private readonly IReadOnlyList<string> folders = [.. groups.Keys];

    /// <summary>The files through which a process of one thread enters by itself.</summary>
    /// <remarks>
    /// A thread that moves itself does not hold up all forks of the machine until every processor has noticed, which a process that is moved does.
    /// Version 2 doesn't let threads move between such groups.
    /// </remarks>
    public IReadOnlyList<string> Entries { get; } = [.. groups.Select(one => Path.Combine(one.Key, one.Value ? Members : "tasks"))];

    /// <summary>Puts a process into it that could not enter by itself; one that has ended need not.</summary>
    public void Add(int process)
    {
        foreach (var entry in folders.Select(folder => Path.Combine(folder, Members)))
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
    public bool RanOutOfMemory() => memory is not null && ControlFile.Count(Path.Combine(memory, groups[memory] ? "memory.events" : "memory.oom_control"), "oom_kill") > 0;

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
