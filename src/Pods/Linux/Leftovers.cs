namespace JobFlows.Pods.Linux;

/// <summary>Kills what a container leaves behind when its main process has ended.</summary>
internal static class Leftovers
{
    /// <summary>
    /// Kills the remaining processes of the container: those of its session or process group, and adopted ones that carry its marks.
    /// </summary>
    /// <returns>True when nothing is left; otherwise ask again a little later.</returns>
    public static bool Clear(int session, string podMark, string containerMark)
    {
        var clear = LibC.Kill(-session, LibC.SigKill) != 0;
        foreach (var orphan in ProcessTree.Adopted())
        {
            if (ProcessTree.Reap(orphan))
            {
                continue;
            }

            if (ProcessTree.Session(orphan) == session || ProcessTree.HasEnvironment(orphan, podMark, containerMark))
            {
                _ = LibC.Kill(orphan, LibC.SigKill);
                clear = false;
            }
        }

        return clear;
    }

    /// <summary>Kills every adopted process; for when no pod is left that could own one.</summary>
    public static void KillAdopted()
    {
        foreach (var orphan in ProcessTree.Adopted())
        {
            _ = LibC.Kill(orphan, LibC.SigKill);
        }
    }

    /// <summary>Kills every process that carries one of these marks, whoever its parent is.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool KillMarked(IReadOnlyCollection<string> podMarks)
    {
        var found = false;
        foreach (var process in ProcessTree.All())
        {
            foreach (var mark in podMarks)
            {
                if (process != Environment.ProcessId && ProcessTree.HasEnvironment(process, mark))
                {
                    _ = LibC.Kill(process, LibC.SigKill);
                    found = true;
                }
            }
        }

        return found;
    }
}
