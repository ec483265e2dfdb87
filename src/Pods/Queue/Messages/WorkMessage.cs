using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Queue.Messages;

/// <summary>Pods for a worker to run.</summary>
/// <param name="Batch">Names the batch that the pods belong to, and so the claims on them.</param>
/// <param name="Pods">The pods, or those of the batch that are left.</param>
/// <param name="Objects">What they refer to, as of when it was sent.</param>
internal sealed record WorkMessage(string Batch, IReadOnlyList<Pod> Pods, PodObjects Objects)
{
    /// <summary>The message's JSON.</summary>
    public JsonObject Write() => new()
    {
        ["batch"] = Batch,
        ["objects"] = JsonSerializer.SerializeToNode(Objects, QueueJson.Default.PodObjects),
        ["pods"] = SimilarJson.Pack([.. Pods.Select(pod => (JsonObject)JsonSerializer.SerializeToNode(pod, QueueJson.Default.Pod)!)]),
    };

    /// <summary>Reads it back.</summary>
    /// <exception cref="JsonException">It is none; the message says why.</exception>
    public static WorkMessage Read(JsonObject json)
    {
        if (json["batch"] is not JsonValue value || !value.TryGetValue<string>(out var batch) || !BatchNames.IsName(batch))
        {
            throw new JsonException("batch is not the name of one");
        }

        var pods = SimilarJson.Unpack(json["pods"] as JsonObject ?? throw new JsonException("pods are missing"))
            .Select(pod => pod.Deserialize(QueueJson.Default.Pod)!).ToList();
        if (pods.Any(pod => !BatchNames.IsName(pod.Metadata?.Uid) || pod.Metadata?.Name is null || pod.Metadata.Namespace is null || pod.Spec is null))
        {
            throw new JsonException("a pod has no name, namespace, UID or spec");
        }

        return new WorkMessage(batch, pods, json["objects"]?.Deserialize(QueueJson.Default.PodObjects) ?? new PodObjects());
    }
}
