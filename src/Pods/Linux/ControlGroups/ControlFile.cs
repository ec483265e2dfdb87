using System.Text;

namespace JobFlows.Pods.Linux.ControlGroups;

/// <summary>Reads and writes the small files of control groups.</summary>
internal static unsafe class ControlFile
{
    private const int WriteOnly = 1;

    /// <summary>Writes the whole text in one call, as the kernel wants it.</summary>
    /// <exception cref="IOException">It is refused.</exception>
    public static void Write(string path, string text)
    {
        var file = LibC.Open(path, WriteOnly | LibC.CloseOnExec, 0);
        if (file < 0)
        {
            throw LibC.Fault(path);
        }

        var bytes = Encoding.ASCII.GetBytes(text);
        fixed (byte* start = bytes)
        {
            var written = LibC.Write(file, start, bytes.Length);
            var fault = written == bytes.Length ? null : LibC.Fault(path);
            _ = LibC.Close(file);
            if (fault is not null)
            {
                throw fault;
            }
        }
    }

    /// <summary>The number beside a word, one pair in each line; 0 when there is none.</summary>
    public static long Count(string path, string word)
    {
        try
        {
            var line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(word + " ", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(word.Length + 1), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
