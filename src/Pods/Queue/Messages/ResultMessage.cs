using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Messages;

/// <summary>News of pods from a worker.</summary>
/// <param name="Worker">Which.</param>
/// <param name="Sequence">Grows with each of its messages.</param>
/// <param name="News">What it tells, of each pod at most once.</param>
internal sealed record ResultMessage(string Worker, long Sequence, IReadOnlyList<BatchReport> News)
{
    /// <summary>The message's JSON.</summary>
    public JsonObject Write() => new()
    {
        ["worker"] = Worker,
        ["sequence"] = Sequence,
        ["news"] = SimilarJson.Pack([.. News.Select(one => one.Write())]),
    };

    /// <summary>Reads it back.</summary>
    /// <exception cref="JsonException">It is none; the message says why.</exception>
    public static ResultMessage Read(JsonObject json)
    {
        if (json["worker"] is not JsonValue worker || !worker.TryGetValue<string>(out var name)
            || json["sequence"] is not JsonValue sequence || !sequence.TryGetValue<long>(out var number))
        {
            throw new JsonException("worker or sequence is missing");
        }

        var news = SimilarJson.Unpack(json["news"] as JsonObject ?? throw new JsonException("news is missing"));
        return new ResultMessage(name, number, [.. news.Select(BatchReport.Read)]);
    }
}
