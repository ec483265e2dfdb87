using System.Globalization;

namespace JobFlows.EndToEnd.Crash;

/// <summary>What one index of a Job wrote about itself: each of its processes a line when it starts and one when it ends.</summary>
/// <param name="Starts">When its processes started, in nanoseconds since 1970.</param>
/// <param name="Ends">When they ended.</param>
internal sealed record RunRecord(IReadOnlyList<long> Starts, IReadOnlyList<long> Ends)
{
    /// <summary>The shell commands that write the record around others.</summary>
    /// <param name="folder">The folder with a file per index.</param>
    /// <param name="work">What the process does in between.</param>
    public static string Script(string folder, string work) =>
        $"echo start $(date +%s%N) >> {folder}/$JOB_COMPLETION_INDEX; {work}; echo end $(date +%s%N) >> {folder}/$JOB_COMPLETION_INDEX; echo >> {folder}/ends";

    /// <summary>How many processes have ended so far.</summary>
    public static int CountEnds(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, "ends"));
        return file.Exists ? (int)file.Length : 0;
    }

    /// <summary>Reads the record of an index.</summary>
    public static RunRecord Read(string folder, int index)
    {
        var lines = File.ReadLines(Path.Combine(folder, index.ToString(CultureInfo.InvariantCulture))).Select(line => line.Split(' ')).ToLookup(
            words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture));
        return new RunRecord([.. lines["start"]], [.. lines["end"]]);
    }

    /// <summary>Whether a process of it ran at a time.</summary>
    public bool RanAt(long time) => Starts.Count > 0 && Ends.Count > 0 && Starts[0] < time && time < Ends[^1];
}
