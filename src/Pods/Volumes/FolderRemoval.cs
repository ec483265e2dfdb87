using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>Deletes folders of pods, whatever the pods have done to them.</summary>
internal static class FolderRemoval
{
    private const int MostTries = 5;
    private const int OwnerAll = 0b111_000_000;

    /// <summary>Deletes a folder beside the caller; one that is gone already is fine.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rescue">Moves away what is to stay.</param>
    public static void Begin(string folder, Action? rescue = null) => _ = Task.Run(() =>
    {
        try
        {
            rescue?.Invoke();
            Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{folder} could not be deleted: {e.Message}");
        }
    });

    // Another may delete a part of it at the same time, or a pod may have taken away the permission to look into folders of its own.
    private static void Delete(string folder)
    {
        for (var left = MostTries; left > 0 && Directory.Exists(folder); left--)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (left > 1 && (e is IOException or UnauthorizedAccessException))
            {
                Open(folder);
            }
        }
    }

    private static void Open(string folder)
    {
        try
        {
            LibC.SetMode(folder, OwnerAll);
            foreach (var entry in new DirectoryInfo(folder).EnumerateDirectories("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }))
            {
                if (entry.LinkTarget is null)
                {
                    Open(entry.FullName);
                }
            }
        }
        catch (IOException)
        {
            // Gone meanwhile, or not to be opened: the deletion tells.
        }
    }
}
