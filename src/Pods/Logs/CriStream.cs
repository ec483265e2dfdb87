using System.Buffers;
using System.Globalization;
using System.Text;

namespace JobFlows.Pods.Logs;

/// <summary>
/// Turns one output stream of a container into records of the CRI log format: <c>time stream tag line</c>, tag F for a whole line and P for a
/// part that the next record goes on with.
/// </summary>
internal sealed class CriStream(string name)
{
    /// <summary>The most bytes of a line that one record holds.</summary>
    public const int MaxRecord = 16 * 1024;

    /// <summary>Bytes of a record's time.</summary>
    public const int TimeLength = 30;

    /// <summary>Where a record's stream name is.</summary>
    public const int StreamOffset = 31;

    /// <summary>Where a record's tag is: after 30 bytes of time, a space, six of stream name and a space.</summary>
    public const int TagOffset = 38;

    /// <summary>Where a record's text is.</summary>
    public const int TextOffset = 40;

    private readonly byte[] streamName = Encoding.ASCII.GetBytes(name);
    private byte[] carry = [];
    private int carried;

    /// <summary>Whether the last record ended within a line.</summary>
    public bool IsInsideLine { get; private set; }

    /// <summary>Adds output; whole lines and parts of very long ones come out as records.</summary>
    public void Append(ReadOnlySpan<byte> data, DateTimeOffset now, IBufferWriter<byte> output)
    {
        Span<byte> time = stackalloc byte[TimeLength];
        WriteTime(now, time);
        while (!data.IsEmpty)
        {
            var room = MaxRecord - carried;
            var end = data[..Math.Min(data.Length, room + 1)].IndexOf((byte)'\n');
            if (end >= 0)
            {
                Record(time, 'F', data[..end], output);
                data = data[(end + 1)..];
            }
            else if (data.Length > room)
            {
                Record(time, 'P', data[..room], output);
                data = data[room..];
            }
            else
            {
                Keep(data);
                return;
            }
        }
    }

    /// <summary>Writes what came after the last newline.</summary>
    public void Finish(DateTimeOffset now, IBufferWriter<byte> output)
    {
        if (carried > 0)
        {
            Span<byte> time = stackalloc byte[TimeLength];
            WriteTime(now, time);
            Record(time, 'P', [], output);
        }

        carry = [];
    }

    private static void WriteTime(DateTimeOffset now, Span<byte> time)
    {
        now.UtcDateTime.TryFormat(time, out _, "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
    }

    private void Record(ReadOnlySpan<byte> time, char tag, ReadOnlySpan<byte> rest, IBufferWriter<byte> output)
    {
        var length = TextOffset + carried + rest.Length + 1;
        var record = output.GetSpan(length);
        time.CopyTo(record);
        record[TimeLength] = (byte)' ';
        streamName.CopyTo(record[(TimeLength + 1)..]);
        record[TagOffset - 1] = (byte)' ';
        record[TagOffset] = (byte)tag;
        record[TagOffset + 1] = (byte)' ';
        carry.AsSpan(0, carried).CopyTo(record[TextOffset..]);
        rest.CopyTo(record[(TextOffset + carried)..]);
        record[length - 1] = (byte)'\n';
        output.Advance(length);
        carried = 0;
        IsInsideLine = tag == 'P';
    }

    private void Keep(ReadOnlySpan<byte> data)
    {
        if (carry.Length < carried + data.Length)
        {
            Array.Resize(ref carry, Math.Max(256, Math.Min(MaxRecord, (carried + data.Length) * 2)));
        }

        data.CopyTo(carry.AsSpan(carried));
        carried += data.Length;
    }
}
