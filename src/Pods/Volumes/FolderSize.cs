using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>Measures folders as <c>du</c> does.</summary>
internal static class FolderSize
{
    /// <summary>The bytes on disk of all that is in the folder, which may change meanwhile.</summary>
    public static long Of(string folder)
    {
        long sum = 0;
        try
        {
            foreach (var (path, _, _) in FolderWalk.Entries(folder, skipForbidden: true))
            {
                sum += FileSystem.Look(path)?.Bytes ?? 0;
            }
        }
        catch (IOException)
        {
            // It went away while it was looked at.
        }

        return sum;
    }
}
