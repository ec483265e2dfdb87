using System.Text.Json;
using JobFlows.Api.Kinds;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Discovery;

/// <summary>What both forms of discovery share.</summary>
internal static class DiscoveryJson
{
    /// <summary>The subresources to tell of, with their kinds and verbs.</summary>
    public static IEnumerable<(string Name, ResourceType Type, IReadOnlyList<string> Verbs)> Below(Kind kind)
    {
        foreach (var sub in kind.Subresources.Where(s => s.Advertised))
        {
            yield return (sub.Name, sub.Kind ?? kind.Type, sub.Verbs);
        }

        if (kind.HasStatus)
        {
            yield return ("status", kind.Type, Verbs.Status);
        }
    }

    public static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    public static void WriteSome(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            WriteStrings(writer, name, values);
        }
    }
}
