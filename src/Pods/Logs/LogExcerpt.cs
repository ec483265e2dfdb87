using System.Buffers;
using System.Text;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Logs;

/// <summary>The end of a log as text, for messages.</summary>
internal static class LogExcerpt
{
    /// <summary>The last lines of a run, at most about so many bytes of them; empty when there is no log.</summary>
    /// <param name="first">The run's first file.</param>
    /// <param name="lines">How many lines.</param>
    /// <param name="bytes">How many bytes.</param>
    public static string Last(string first, int lines, int bytes)
    {
        var path = first;
        while (LogFiles.After(path) is { } next)
        {
            path = next;
        }

        if (!File.Exists(path))
        {
            return string.Empty;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var end = RandomAccess.GetLength(file);
        var tail = LogTail.Find(file, lines).Offset;
        var start = Math.Max(tail, end - (bytes * (long)CriStream.TextOffset) - CriStream.MaxRecord);
        var block = new byte[end - start];
        var records = block.AsSpan(0, RandomAccess.Read(file, block, start));
        records = records[..(records.LastIndexOf((byte)'\n') + 1)];
        var text = new ArrayBufferWriter<byte>();
        new CriParser(new LogQuery { Container = string.Empty }).Take(start == tail ? records : records[(records.IndexOf((byte)'\n') + 1)..], text);
        return Encoding.UTF8.GetString(text.WrittenSpan[Math.Max(0, text.WrittenCount - bytes)..]);
    }
}
