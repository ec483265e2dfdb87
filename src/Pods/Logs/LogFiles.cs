using System.Globalization;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Logs;

/// <summary>The log files of a container: one for each run, <c>0.log</c> for the first.</summary>
/// <remarks>A file that can only be read is finished. So readers know without asking anyone, also after crashes.</remarks>
internal static class LogFiles
{
    private const int Finished = 0b100_100_100;
    private const int Writable = 0b010_000_000;

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
    public static bool IsFinished(string file) => (LibC.ModeOf(file) & Writable) == 0;

    /// <summary>Says that nothing will be added.</summary>
    /// <exception cref="IOException">The file is gone.</exception>
    public static void Finish(string file) => LibC.SetMode(file, Finished);
}
