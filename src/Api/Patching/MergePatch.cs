using System.Text.Json.Nodes;

namespace JobFlows.Api.Patching;

/// <summary>RFC 7386.</summary>
internal static class MergePatch
{
    /// <summary>Merges <paramref name="patch"/> into <paramref name="target"/>, which is changed; nulls delete.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                result.Remove(name);
                continue;
            }

            var old = result[name];
            var merged = Apply(old, change);
            if (!ReferenceEquals(old, merged))
            {
                result[name] = merged;
            }
        }

        return result;
    }
}
