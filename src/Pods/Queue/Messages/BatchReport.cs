using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Messages;

/// <summary>A report and the batch of its pod.</summary>
internal sealed record BatchReport(string Batch, PodReport Report)
{
    /// <summary>Its JSON.</summary>
    public JsonObject Write() => new() { ["batch"] = Batch, ["report"] = JsonSerializer.SerializeToNode(Report, QueueJson.Default.PodReport) };

    /// <summary>Reads it back.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static BatchReport Read(JsonObject json)
    {
        var report = json["report"]?.Deserialize(QueueJson.Default.PodReport);
        return json["batch"] is JsonValue value && value.TryGetValue<string>(out var batch) && BatchNames.IsName(batch)
            && report is { Pod: { Namespace: not null, Name: not null, Uid: not null }, Events: not null }
            ? new BatchReport(batch, report)
            : throw new JsonException("a report has no batch or no pod");
    }
}
