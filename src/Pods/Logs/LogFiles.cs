using System.Globalization;

namespace JobFlows.Pods.Logs;

/// <summary>The log files of a container: one for each run, <c>0.log</c> for the first.</summary>
/// <remarks>A file that can only be read is finished. So readers know without asking anyone, also after crashes.</remarks>
internal static class LogFiles
{
    private const UnixFileMode Finished = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The file of a run.</summary>
    public static string Of(string containerFolder, int run) => Path.Combine(containerFolder, $"{run.ToString(CultureInfo.InvariantCulture)}.log");

    /// <summary>The newest run that has a file, or -1.</summary>
    public static int NewestRun(string containerFolder)
    {
        if (!Directory.Exists(containerFolder))
        {
            return -1;
        }

        var newest = -1;
        foreach (var file in Directory.EnumerateFiles(containerFolder, "*.log"))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var run))
            {
                newest = Math.Max(newest, run);
            }
        }

        return newest;
    }

    /// <summary>Nothing will be added to the file; one that was removed counts.</summary>
    public static bool IsFinished(string file)
    {
        try
        {
            return (File.GetUnixFileMode(file) & UnixFileMode.UserWrite) == 0;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
    }

    /// <summary>Says that nothing will be added.</summary>
    public static void Finish(string file) => File.SetUnixFileMode(file, Finished);
}
