using System.Buffers;
using System.Globalization;
using System.Text;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Logs;

/// <summary>Turns CRI records back into text, as a query asks.</summary>
internal sealed class CriParser(LogQuery query)
{
    private bool insideLine;

    /// <summary>Adds the text of whole records, each ended by a newline.</summary>
    public void Take(ReadOnlySpan<byte> records, IBufferWriter<byte> text)
    {
        while (!records.IsEmpty)
        {
            var end = records.IndexOf((byte)'\n');
            TakeOne(records[..end], text);
            records = records[(end + 1)..];
        }
    }

    private void TakeOne(ReadOnlySpan<byte> record, IBufferWriter<byte> text)
    {
        if (record.Length < CriStream.TextOffset || IsOfAnotherStream(record) || IsTooOld(record))
        {
            return;
        }

        var whole = record[CriStream.TagOffset] == 'F';
        if (query.Timestamps && !insideLine)
        {
            text.Write(record[..(CriStream.TimeLength + 1)]);
        }

        text.Write(record[CriStream.TextOffset..]);
        if (whole)
        {
            text.Write("\n"u8);
        }

        insideLine = !whole;
    }

    private bool IsOfAnotherStream(ReadOnlySpan<byte> record) => query.Stream switch
    {
        LogStream.Output => !record[CriStream.StreamOffset..].StartsWith("stdout"u8),
        LogStream.Errors => !record[CriStream.StreamOffset..].StartsWith("stderr"u8),
        _ => false,
    };

    // .NET counts seven digits of a second; the other two are always zero.
    private bool IsTooOld(ReadOnlySpan<byte> record) => query.Since is { } since
        && DateTime.TryParseExact(
            Encoding.ASCII.GetString(record[..(CriStream.TimeLength - 3)]),
            "yyyy-MM-dd'T'HH:mm:ss.fffffff",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
        && time < since.UtcDateTime;
}
