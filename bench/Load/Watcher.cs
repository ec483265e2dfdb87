using System.Globalization;
using System.Threading.Channels;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.Bench.Load;

/// <summary>One open watch, and the revisions of the changes that it has been sent.</summary>
internal sealed class Watcher
{
    private readonly Channel<long> deletions = Channel.CreateUnbounded<long>();
    private int deleted;

    /// <summary>The revisions, as they came.</summary>
    public List<long> Changes { get; } = [];

    /// <summary>Reads changes until cancelled.</summary>
    public async Task FollowAsync(ApiClient client, string path, string from, CancellationToken cancellation)
    {
        try
        {
            await foreach (var line in client.WatchLinesAsync(path, from, cancellation))
            {
                Changes.Add(Revision(line));
                if (line.StartsWith("""{"type":"DELETED",""", StringComparison.Ordinal))
                {
                    deletions.Writer.TryWrite(Changes[^1]);
                }
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

    // A thousand watches of whole documents: parsing them all would measure this program instead of the server.
    private static long Revision(string line)
    {
        const string field = "\"resourceVersion\":\"";
        var start = line.IndexOf(field, StringComparison.Ordinal) + field.Length;
        return long.Parse(line.AsSpan(start, line.IndexOf('"', start) - start), CultureInfo.InvariantCulture);
    }
}
