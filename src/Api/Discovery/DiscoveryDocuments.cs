using System.Security.Cryptography;
using System.Text.Json;
using JobFlows.Api.Answers;
using JobFlows.Api.Kinds;
using JobFlows.Api.Negotiation;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Discovery;

/// <summary>What is served, told the aggregated way and the old way. The documents are made once.</summary>
internal sealed class DiscoveryDocuments
{
    private readonly Dictionary<(bool Core, string Version), Answer.Json> aggregated = [];
    private readonly Answer.Json coreVersions;
    private readonly Answer.Json groups;
    private readonly Dictionary<string, Answer.Json> group = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, string Version), Answer.Json> resources = [];

    public DiscoveryDocuments(KindCatalog kinds)
    {
        var byGroup = kinds.All.GroupBy(k => k.Type.Group).ToList();
        foreach (var version in (ReadOnlySpan<string>)["v2", "v2beta1"])
        {
            foreach (var core in (ReadOnlySpan<bool>)[true, false])
            {
                aggregated[(core, version)] = Aggregated(byGroup.Where(g => (g.Key.Length == 0) == core), version);
            }
        }

        var named = byGroup.Where(g => g.Key.Length > 0).ToList();
        coreVersions = Document(w => LegacyDiscovery.WriteCoreVersions(w));
        groups = Document(w => LegacyDiscovery.WriteGroups(w, named));
        foreach (var kindsOfGroup in named)
        {
            group[kindsOfGroup.Key] = Document(w => LegacyDiscovery.WriteGroup(w, kindsOfGroup.Key, kindsOfGroup, top: true));
        }

        foreach (var kindsOfVersion in kinds.All.GroupBy(k => (k.Type.Group, k.Type.Version)))
        {
            resources[kindsOfVersion.Key] = Document(w => LegacyDiscovery.WriteResources(w, [.. kindsOfVersion]));
        }
    }

    /// <summary>The document at a path; null when it is no discovery path.</summary>
    public Answer? Find(HttpRequest request, string path)
    {
        switch (path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["api"]:
                return Negotiated(request, core: true, coreVersions);
            case ["apis"]:
                return Negotiated(request, core: false, groups);
            case ["apis", var name]:
                return group.GetValueOrDefault(name);
            case ["api", var version]:
                return resources.GetValueOrDefault(("", version));
            case ["apis", var name, var version]:
                return resources.GetValueOrDefault((name, version));
            default:
                return null;
        }
    }

    private Answer.Json Negotiated(HttpRequest request, bool core, Answer.Json legacy)
    {
        var clause = AcceptHeader.First(request, c => c.As is null || (c.As == "APIGroupDiscoveryList" && c.Group == "apidiscovery.k8s.io" && c.Version is ("v2" or "v2beta1")));
        return clause?.As is null ? legacy : aggregated[(core, clause.Version)];
    }

    private static Answer.Json Aggregated(IEnumerable<IGrouping<string, Kind>> groups, string version) =>
        Document(w => AggregatedDiscovery.Write(w, groups, version)) with
        {
            ContentType = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList",
        };

    private static Answer.Json Document(Action<Utf8JsonWriter> write)
    {
        var json = Answer.Json.Of(200, output =>
        {
            using var writer = new Utf8JsonWriter(output);
            write(writer);
        });
        return json with { ETag = $"\"{Convert.ToHexString(SHA256.HashData(json.Body.Span))}\"", CacheControl = "public" };
    }
}
