using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>Deletes folders of pods, whatever the pods have done to them.</summary>
public static class FolderRemoval
{
    // A process of the pod that isn't dead yet may go on writing for a moment.
    private static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    /// <summary>Deletes a folder and all that is in it, whatever its names, depth and permissions; one that is gone already is fine.</summary>
    /// <exception cref="IOException">Something of it can't be deleted.</exception>
    public static void Delete(string folder)
    {
        if (Try(folder) is { } problem && Try(folder) is not null)
        {
            throw new IOException(problem);
        }
    }

    /// <summary>Deletes a folder beside the caller; one that is gone already is fine.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rescue">Moves away what is to stay.</param>
    /// <returns>Ends when there is no more to do.</returns>
    internal static Task Begin(string folder, Action? rescue = null) => Task.Run(async () =>
    {
        try
        {
            rescue?.Invoke();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{folder}: not all that was to stay could be kept: {e.Message}");
        }

        string? problem = null;
        foreach (var pause in Pauses)
        {
            await Task.Delay(pause);
            problem = Try(folder);
            if (problem is null)
            {
                return;
            }
        }

        await Console.Error.WriteLineAsync($"{folder} could not be deleted: {problem}");
    });

    private static string? Try(string folder) => new Pass().Delete(folder);

    private sealed unsafe class Pass : FolderWalk
    {
        private string? problem;

        /// <summary>Deletes what can be deleted; tells why not all could.</summary>
        public string? Delete(string folder)
        {
            if (Run(folder) && LibC.RemoveFolder(folder))
            {
                return null;
            }

            // A pod that has put a link in the place of its folder deletes that link only.
            if (new FileInfo(folder).LinkTarget is not null || File.Exists(folder))
            {
                File.Delete(folder);
                return null;
            }

            if (!Directory.Exists(folder))
            {
                return null;
            }

            // For the next try.
            FileSystem.Unlock(folder);
            return problem ?? "it could not be opened or changed";
        }

        protected override bool Visit(int folder, byte* name, bool isFolder) => Remove(folder, name, isFolder) switch
        {
            FileSystem.NotEmpty or FileSystem.Exists or FileSystem.IsAFolder => true,
            FileSystem.NotAFolder when isFolder => Note(name, Remove(folder, name, isFolder: false)),
            var error => Note(name, error),
        };

        protected override bool Refused(int folder, byte* name, int error)
        {
            FileSystem.Unlock(folder, name);
            return true;
        }

        protected override void Leave(int folder, byte* name) => Note(name, Remove(folder, name, isFolder: true));

        private static int Remove(int folder, byte* name, bool isFolder)
        {
            var error = FileSystem.Remove(folder, name, isFolder);
            if (error is FileSystem.AccessDenied or FileSystem.NotPermitted)
            {
                FileSystem.Unlock(folder);
                FileSystem.Unlock(folder, name);
                error = FileSystem.Remove(folder, name, isFolder);
            }

            return error;
        }

        private bool Note(byte* name, int error)
        {
            if (error is not (0 or FileSystem.Missing))
            {
                problem ??= $"{FileSystem.Print(name)}: {LibC.Describe(error)}";
            }

            return false;
        }
    }
}
