using System.Text.Json;
using JobFlows.Api.Kinds;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Discovery;

/// <summary>Writes <c>apidiscovery.k8s.io</c> documents: all groups, versions and resources in one.</summary>
internal static class AggregatedDiscovery
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<IGrouping<string, Kind>> groups, string version)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "APIGroupDiscoveryList");
        writer.WriteString("apiVersion", $"apidiscovery.k8s.io/{version}");
        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
        writer.WriteStartArray("items");
        foreach (var group in groups)
        {
            WriteGroup(writer, group);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, IGrouping<string, Kind> group)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("metadata");
        if (group.Key.Length > 0)
        {
            writer.WriteString("name", group.Key);
        }

        writer.WriteNull("creationTimestamp");
        writer.WriteEndObject();
        writer.WriteStartArray("versions");
        foreach (var version in group.GroupBy(k => k.Type.Version))
        {
            writer.WriteStartObject();
            writer.WriteString("version", version.Key);
            writer.WriteStartArray("resources");
            foreach (var kind in version.OrderBy(k => k.Type.Plural, StringComparer.Ordinal))
            {
                WriteKind(writer, kind);
            }

            writer.WriteEndArray();
            writer.WriteString("freshness", "Current");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter writer, Kind kind)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", kind.Type.Plural);
        WriteResponseKind(writer, kind.Type);
        writer.WriteString("scope", kind.Type.Namespaced ? "Namespaced" : "Cluster");
        writer.WriteString("singularResource", kind.Singular);
        DiscoveryJson.WriteStrings(writer, "verbs", kind.Verbs);
        DiscoveryJson.WriteSome(writer, "shortNames", kind.ShortNames);
        DiscoveryJson.WriteSome(writer, "categories", kind.Categories);
        var below = DiscoveryJson.Below(kind).ToList();
        if (below.Count > 0)
        {
            writer.WriteStartArray("subresources");
            foreach (var (name, type, verbs) in below)
            {
                writer.WriteStartObject();
                writer.WriteString("subresource", name);
                WriteResponseKind(writer, type);
                DiscoveryJson.WriteStrings(writer, "verbs", verbs);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteResponseKind(Utf8JsonWriter writer, ResourceType type)
    {
        writer.WriteStartObject("responseKind");
        writer.WriteString("group", type.Group);
        writer.WriteString("version", type.Version);
        writer.WriteString("kind", type.Kind);
        writer.WriteEndObject();
    }
}
