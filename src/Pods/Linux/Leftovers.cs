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

    /// <summary>Takes the exits of adopted processes that ended by themselves.</summary>
    public static void Reap()
    {
        foreach (var orphan in ProcessTree.Adopted())
        {
            ProcessTree.Reap(orphan);
        }
    }

    /// <summary>Kills every process that carries one of these marks, whoever its parent is.</summary>
    public static void KillMarked(IReadOnlyCollection<string> podMarks)
    {
        foreach (var process in ProcessTree.All())
        {
            foreach (var mark in podMarks)
            {
                if (process != Environment.ProcessId && ProcessTree.HasEnvironment(process, mark))
                {
                    _ = LibC.Kill(process, LibC.SigKill);
                }
            }
        }
    }
}
