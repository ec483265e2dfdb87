using System.Buffers;
using System.Globalization;
using System.Text;
using JobFlows.Pods.Logs;

namespace JobFlows.Pods.Aci.Logs;

/// <summary>
/// Gathers what Azure shows of a container's log into records of the CRI format. Azure shows the last 4 MB each time, so what has been seen is
/// told from what is new by its time.
/// </summary>
internal sealed class GroupLog
{
    private readonly ArrayBufferWriter<byte> records = new();
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private int atLast;

    /// <summary>The records of the lines that are new.</summary>
    /// <param name="content">The lines, each with its time before it.</param>
    /// <param name="now">The time of lines before the first that has one.</param>
    public ReadOnlyMemory<byte> Add(string content, DateTimeOffset now)
    {
        records.ResetWrittenCount();
        var (limit, toSkip) = (last, atLast);
        var time = last == DateTimeOffset.MinValue ? now : last;
        var stream = new CriStream("stdout");
        foreach (var line in content.AsSpan().EnumerateLinesOf())
        {
            var text = line;
            if (line.IndexOf(' ') is var space and > 0 && TimeOf(line[..space]) is { } told)
            {
                time = told;
                text = line[(space + 1)..];
            }

            if (time < limit || (time == limit && toSkip-- > 0))
            {
                continue;
            }

            // Output and errors come in by different ways: a line may be a little older than the one before it.
            (last, atLast) = time > last ? (time, 1) : (last, time == last ? atLast + 1 : atLast);
            stream.Append(Encoding.UTF8.GetBytes([.. text, '\n']), time, records);
        }

        return records.WrittenMemory.ToArray();
    }

    /// <summary>CRI records as Azure shows them: lines, each with its time before it.</summary>
    public static string LinesOf(ReadOnlySpan<byte> records)
    {
        var text = new StringBuilder(records.Length);
        var insideLine = false;
        foreach (var record in Encoding.UTF8.GetString(records).AsSpan().EnumerateLinesOf())
        {
            if (record.Length >= CriStream.TextOffset)
            {
                var whole = record[CriStream.TagOffset] == 'F';
                text.Append(insideLine ? [] : record[..(CriStream.TimeLength + 1)]).Append(record[CriStream.TextOffset..]).Append(whole ? "\n" : "");
                insideLine = !whole;
            }
        }

        return text.ToString();
    }

    private static DateTimeOffset? TimeOf(ReadOnlySpan<char> text) =>
        text.Length >= 20 && text[10] == 'T'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
