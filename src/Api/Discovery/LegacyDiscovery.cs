using System.Text.Json;
using JobFlows.Api.Kinds;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Discovery;

/// <summary>Writes the old discovery documents: one for the groups, one for each group version.</summary>
internal static class LegacyDiscovery
{
    public static void WriteCoreVersions(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "APIVersions");
        DiscoveryJson.WriteStrings(writer, "versions", ["v1"]);
        writer.WriteStartArray("serverAddressByClientCIDRs");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteGroups(Utf8JsonWriter writer, IEnumerable<IGrouping<string, Kind>> groups)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "APIGroupList");
        writer.WriteString("apiVersion", "v1");
        writer.WriteStartArray("groups");
        foreach (var group in groups)
        {
            WriteGroup(writer, group.Key, group, top: false);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteGroup(Utf8JsonWriter writer, string name, IEnumerable<Kind> kinds, bool top)
    {
        var versions = kinds.Select(k => k.Type.Version).Distinct().ToList();
        writer.WriteStartObject();
        if (top)
        {
            writer.WriteString("kind", "APIGroup");
            writer.WriteString("apiVersion", "v1");
        }

        writer.WriteString("name", name);
        writer.WriteStartArray("versions");
        foreach (var version in versions)
        {
            WriteVersion(writer, name, version);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("preferredVersion");
        WriteVersion(writer, name, versions[0]);
        writer.WriteEndObject();
    }

    public static void WriteResources(Utf8JsonWriter writer, IReadOnlyList<Kind> kinds)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "APIResourceList");
        writer.WriteString("apiVersion", "v1");
        writer.WriteString("groupVersion", kinds[0].Type.ApiVersion);
        writer.WriteStartArray("resources");
        foreach (var kind in kinds.OrderBy(k => k.Type.Plural, StringComparer.Ordinal))
        {
            WriteResource(writer, kind, kind.Type.Plural, kind.Singular, kind.Type, kind.Verbs);
            foreach (var (name, type, verbs) in DiscoveryJson.Below(kind))
            {
                WriteResource(writer, kind, $"{kind.Type.Plural}/{name}", "", type, verbs);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, Kind kind, string name, string singular, ResourceType type, IReadOnlyList<string> verbs)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("singularName", singular);
        writer.WriteBoolean("namespaced", kind.Type.Namespaced);
        if (type.ApiVersion != kind.Type.ApiVersion)
        {
            writer.WriteString("group", type.Group);
            writer.WriteString("version", type.Version);
        }

        writer.WriteString("kind", type.Kind);
        DiscoveryJson.WriteStrings(writer, "verbs", verbs);
        if (singular.Length > 0)
        {
            DiscoveryJson.WriteSome(writer, "shortNames", kind.ShortNames);
            DiscoveryJson.WriteSome(writer, "categories", kind.Categories);
        }

        writer.WriteEndObject();
    }

    private static void WriteVersion(Utf8JsonWriter writer, string group, string version)
    {
        writer.WriteStartObject();
        writer.WriteString("groupVersion", $"{group}/{version}");
        writer.WriteString("version", version);
        writer.WriteEndObject();
    }
}
