using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Threading.Channels;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.Bench.Load;

/// <summary>One open watch, and the revisions of the changes that it has been sent.</summary>
internal sealed class Watcher
{
    private readonly Channel<long> deletions = Channel.CreateUnbounded<long>();
    private int deleted;

    private static ReadOnlySpan<byte> Deletion => """{"type":"DELETED","""u8;

    private static ReadOnlySpan<byte> RevisionField => "\"resourceVersion\":\""u8;

    /// <summary>The revisions, as they came.</summary>
    public List<long> Changes { get; } = [];

    /// <summary>Reads changes until cancelled. A thousand of these share the machine with the server: it looks at bytes, and parses nothing.</summary>
    public async Task FollowAsync(ApiClient client, string path, string from, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await client.OpenWatchAsync(path, from, cancellation);
            var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024));
            while (await reader.ReadAsync(cancellation) is { IsCompleted: false, Buffer: var buffer })
            {
                var rest = buffer;
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    Learn(rest.Slice(0, end));
                    rest = rest.Slice(rest.GetPosition(1, end));
                }

                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new InvalidOperationException("the watch ended by itself");
    }

    /// <summary>Waits until it has seen so many objects go, all in all.</summary>
    public async Task DeletedAsync(int count, CancellationToken cancellation)
    {
        for (; deleted < count; deleted++)
        {
            await deletions.Reader.ReadAsync(cancellation);
        }
    }

    private void Learn(ReadOnlySequence<byte> line)
    {
        var text = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        var number = text[(text.IndexOf(RevisionField) + RevisionField.Length)..];
        if (!Utf8Parser.TryParse(number, out long revision, out _))
        {
            throw new InvalidOperationException("a change without a revision");
        }

        Changes.Add(revision);
        if (text.StartsWith(Deletion))
        {
            deletions.Writer.TryWrite(revision);
        }
    }
}
