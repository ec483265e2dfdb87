using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;

namespace JobFlows.Functions.Submissions;

/// <summary>Keeps the submissions that could not become Jobs, each with the reason, for somebody to look at.</summary>
internal sealed class PoisonQueue(QueueServiceClient queues)
{
    /// <summary>Where Jobs are submitted.</summary>
    public const string Submissions = "jobflows-submissions";

    /// <summary>Where the refused ones are. The Functions host puts those here that made it fail five times.</summary>
    public const string Name = Submissions + "-poison";

    // A message holds 64 KiB; the reason and the escapes need some of it.
    private const int MostBytes = 48 * 1024;

    /// <summary>Keeps a document, for ever. One too large for a message is cut and marked so.</summary>
    public async Task KeepAsync(BinaryData document, string reason, CancellationToken cancellation)
    {
        var bytes = document.ToMemory();
        var kept = new JsonObject
        {
            ["reason"] = reason.Length <= 2048 ? reason : reason[..2048],
            ["truncated"] = bytes.Length > MostBytes / 2,
            ["document"] = Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, MostBytes / 2)]),
        };
        var queue = queues.GetQueueClient(Name);
        await queue.CreateIfNotExistsAsync(metadata: null, cancellation);
        await queue.SendMessageAsync(kept.ToJsonString(), visibilityTimeout: null, timeToLive: TimeSpan.FromSeconds(-1), cancellation);
    }
}
