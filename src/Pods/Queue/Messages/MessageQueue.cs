using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace JobFlows.Pods.Queue.Messages;

/// <summary>One queue of JSON messages. What is too large for a message is in a blob that the message names.</summary>
internal sealed class MessageQueue(QueueClient queue, QueueClient poison, MessageBlobs blobs)
{
    /// <summary>Azure takes 64 KiB; what is sent is ASCII that XML leaves as it is.</summary>
    public const int MostBytes = 60 * 1024;

    private const int Version = 1;
    private const int PoisonBytes = 24 * 1024;
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    /// <summary>Sends a message that is kept until somebody deletes it.</summary>
    public async Task SendAsync(JsonObject content, CancellationToken cancellation)
    {
        content["version"] = Version;
        var text = content.ToJsonString();
        if (text.Length > MostBytes)
        {
            var name = await blobs.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
            text = new JsonObject { ["version"] = Version, ["blob"] = name }.ToJsonString();
        }

        await queue.SendMessageAsync(text, visibilityTimeout: null, timeToLive: ForEver, cancellation);
    }

    /// <summary>Takes messages; nobody else sees them for a while.</summary>
    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int most, TimeSpan invisible, CancellationToken cancellation) =>
        (await queue.ReceiveMessagesAsync(most, invisible, cancellation)).Value;

    /// <summary>Reads a message's content.</summary>
    public async Task<MessageContent<T>> ReadAsync<T>(string text, Func<JsonObject, T> parse, CancellationToken cancellation)
    {
        string? blob = null;
        try
        {
            var json = Parse(text);
            blob = (string?)json["blob"];
            if (blob is not null)
            {
                json = Parse(await blobs.ReadAsync(blob, cancellation) ?? throw new JsonException("the blob with its content is gone"));
            }

            return new MessageContent<T>.Good(parse(json), blob);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new MessageContent<T>.Bad(e.Message);
        }
    }

    /// <summary>Keeps a message that can't be read, with the reason, for somebody to look at.</summary>
    public async Task KeepPoisonAsync(string text, string reason, CancellationToken cancellation)
    {
        var kept = new JsonObject { ["reason"] = reason, ["truncated"] = text.Length > PoisonBytes, ["message"] = text[..Math.Min(text.Length, PoisonBytes)] };
        await poison.SendMessageAsync(kept.ToJsonString(), visibilityTimeout: null, timeToLive: ForEver, cancellation);
    }

    /// <summary>Keeps a message invisible.</summary>
    /// <returns>Its new receipt; null when it is no longer this taker's.</returns>
    public async Task<string?> RenewAsync(string id, string receipt, TimeSpan invisible, CancellationToken cancellation)
    {
        try
        {
            return (await queue.UpdateMessageAsync(id, receipt, (string?)null, invisible, cancellation)).Value.PopReceipt;
        }
        catch (RequestFailedException e) when (IsGone(e))
        {
            return null;
        }
    }

    /// <summary>Deletes a message and its blob. One that is no longer this taker's stays.</summary>
    public async Task DeleteAsync(string id, string receipt, string? blob, CancellationToken cancellation)
    {
        try
        {
            await queue.DeleteMessageAsync(id, receipt, cancellation);
        }
        catch (RequestFailedException e) when (IsGone(e))
        {
            return;
        }

        if (blob is not null)
        {
            await blobs.DeleteAsync(blob, cancellation);
        }
    }

    private static bool IsGone(RequestFailedException e) => e.Status == 404 || e.ErrorCode == "PopReceiptMismatch";

    private static JsonObject Parse(string text) => JsonNode.Parse(text) is not JsonObject json
        ? throw new JsonException("it is no JSON object")
        : (int?)json["version"] != Version ? throw new JsonException($"its version is {json["version"]?.ToJsonString() ?? "missing"}; only {Version} is known here") : json;
}
