using System.Globalization;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Logs;

/// <summary>
/// The log files of a container. A run's first is <c>RUN.log</c>, <c>0.log</c> for the first run; when it is full <c>RUN.1.log</c> follows, and so on.
/// </summary>
/// <remarks>
/// A file that can only be read is finished, and it was the run's last unless another is there. So readers know without asking anyone, also
/// after crashes.
/// </remarks>
internal static class LogFiles
{
    private const int Finished = 0b100_100_100;
    private const int Writable = 0b010_000_000;
    private const string Suffix = ".log";

    /// <summary>The first file of a run.</summary>
    public static string Of(string containerFolder, int run) => Of(containerFolder, run, 0);

    /// <summary>The newest run that has a file, or -1.</summary>
    public static int NewestRun(string containerFolder) => List(containerFolder).Select(file => file.Run).DefaultIfEmpty(-1).Max();

    /// <summary>The files of a run that are there, oldest first.</summary>
    public static IReadOnlyList<string> OfRun(string containerFolder, int run) =>
        [.. List(containerFolder).Where(file => file.Run == run).OrderBy(file => file.Part).Select(file => Of(containerFolder, run, file.Part))];

    /// <summary>The oldest file of the same run that is newer than this one and still there, or null.</summary>
    public static string? After(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        return Parse(file) is (var run, var part) && List(folder).Where(other => other.Run == run && other.Part > part).OrderBy(other => other.Part).ToList() is [var next, ..]
            ? Of(folder, run, next.Part)
            : null;
    }

    /// <summary>The file so many places after this one.</summary>
    public static string Step(string file, int places) =>
        Parse(file) is (var run, var part) ? Of(Path.GetDirectoryName(file)!, run, part + places) : throw new ArgumentException("It is no log file.", nameof(file));

    /// <summary>Nothing will be added to the file; one that was removed counts.</summary>
    public static bool IsFinished(string file) => (LibC.ModeOf(file) & Writable) == 0;

    /// <summary>Says that nothing will be added.</summary>
    /// <exception cref="IOException">The file is gone.</exception>
    public static void Finish(string file) => LibC.SetMode(file, Finished);

    /// <summary>Removes the files of runs older than this one.</summary>
    public static void RemoveBefore(string containerFolder, int run)
    {
        foreach (var old in List(containerFolder).Where(file => file.Run < run))
        {
            File.Delete(Of(containerFolder, old.Run, old.Part));
        }
    }

    private static string Of(string folder, int run, int part)
    {
        var name = run.ToString(CultureInfo.InvariantCulture);
        return Path.Combine(folder, part == 0 ? name + Suffix : $"{name}.{part.ToString(CultureInfo.InvariantCulture)}{Suffix}");
    }

    private static List<(int Run, int Part)> List(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Suffix).Select(Parse).OfType<(int, int)>()]
        : [];

    private static (int Run, int Part)? Parse(string file) => Path.GetFileNameWithoutExtension(file).Split('.') switch
    {
        [var run] when Number(run) is { } first => (first, 0),
        [var run, var part] when Number(run) is { } first && Number(part) is { } second => (first, second),
        _ => null,
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
