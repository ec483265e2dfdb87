using System.Text.Json;
using JobFlows.Workflows.Durable;

namespace JobFlows.Functions.Durable;

/// <summary>Workflow payloads as Durable Task carries them.</summary>
internal static class Payload
{
    public static JsonElement Of(object? value) => JsonSerializer.SerializeToElement(value, value?.GetType() ?? typeof(object), WorkflowJson.Options);

    public static T To<T>(JsonElement json) => json.Deserialize<T>(WorkflowJson.Options)!;

    /// <summary>Runs something that takes and gives UTF-8 JSON.</summary>
    public static async Task<JsonElement> ThroughAsync(JsonElement input, Func<ReadOnlyMemory<byte>, Task<byte[]>> run)
    {
        // An orchestrator may be waited for here: no await of this class leaves the orchestration's own scheduler.
        var output = await run(JsonSerializer.SerializeToUtf8Bytes(input));
        return JsonSerializer.Deserialize<JsonElement>(output);
    }
}
