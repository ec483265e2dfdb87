using System.Globalization;
using System.Text;
using System.Text.Json;
using JobFlows.Pods.Queue.Messages;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Claims;

/// <summary>
/// A piece of a claim's content: a line <c>UID CONTAINER RUN OFFSET LENGTH</c>, the bytes, a newline. The bytes are a piece of a container's log
/// in the CRI format, or with the container <c>-</c> a pod's last report as JSON. Appends may be repeated: the offset tells.
/// </summary>
internal sealed record ClaimFrame(string Pod, string Container, int Run, long Offset, ReadOnlyMemory<byte> Data)
{
    private const string Ending = "-";
    private const string More = ">";

    /// <summary>Whether the content goes on in the next blob.</summary>
    public bool IsNext => Container == More;

    /// <summary>The frame of an ending.</summary>
    public static byte[] Of(PodReport report) =>
        new ClaimFrame(report.Pod.Uid, Ending, 0, 0, JsonSerializer.SerializeToUtf8Bytes(report, QueueJson.Default.PodReport)).Write();

    /// <summary>The frame that says that the content goes on in the next blob.</summary>
    public static byte[] Next() => new ClaimFrame("-", More, 0, 0, default).Write();

    /// <summary>The frame as bytes.</summary>
    public byte[] Write()
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Pod} {Container} {Run} {Offset} {Data.Length}\n"));
        var bytes = new byte[head.Length + Data.Length + 1];
        head.CopyTo(bytes, 0);
        Data.Span.CopyTo(bytes.AsSpan(head.Length));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <summary>The report of an ending; null when this is something else.</summary>
    public PodReport? ReadEnding() => Container == Ending ? JsonSerializer.Deserialize(Data.Span, QueueJson.Default.PodReport) : null;

    /// <summary>Reads one frame.</summary>
    /// <returns>Null at the end.</returns>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static async Task<(ClaimFrame Frame, int Length)?> ReadAsync(Stream content, CancellationToken cancellation)
    {
        const int longest = 512;
        var head = new byte[longest];
        var length = 0;
        while (true)
        {
            if (length == longest)
            {
                throw new InvalidDataException("a frame's head has no end");
            }

            if (await content.ReadAsync(head.AsMemory(length, 1), cancellation) == 0)
            {
                return length == 0 ? null : throw new InvalidDataException("the content ends inside a frame's head");
            }

            if (head[length++] == '\n')
            {
                break;
            }
        }

        var words = Encoding.ASCII.GetString(head, 0, length - 1).Split(' ');
        if (words.Length != 5 || !int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            || !long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || !int.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            throw new InvalidDataException("a frame's head can't be read");
        }

        var data = new byte[size + 1];
        await content.ReadExactlyAsync(data, cancellation);
        return (new ClaimFrame(words[0], words[1], run, offset, data.AsMemory(0, size)), length + size + 1);
    }
}
