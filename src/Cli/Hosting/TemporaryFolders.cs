using JobFlows.Pods.Volumes;

namespace JobFlows.Cli.Hosting;

/// <summary>The folders of <c>jobflows run</c>.</summary>
internal static class TemporaryFolders
{
    private const string Prefix = "jobflows-run-";

    /// <summary>Makes a new one, for its owner alone.</summary>
    public static string Create() => Directory.CreateTempSubdirectory(Prefix).FullName;

    /// <summary>Deletes what runs that were killed have left: folders with a lock that nobody holds.</summary>
    public static void DeleteAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                using (new FileStream(Path.Combine(folder, DataDirectory.LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    FolderRemoval.Delete(folder);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, somebody else's, or not yet locked by the run that has just made it.
            }
        }
    }
}
