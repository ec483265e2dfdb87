using System.Collections.Frozen;
using System.Text.Json;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Coordination;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Workflows.Objects;

/// <summary>The stored kinds and their C# types.</summary>
public static class KubeTypes
{
    private static readonly FrozenDictionary<string, (ResourceType Type, Type Clr)> ByResource = new[]
    {
        (ResourceTypes.Jobs, typeof(Job)),
        (ResourceTypes.CronJobs, typeof(CronJob)),
        (ResourceTypes.Pods, typeof(Pod)),
        (ResourceTypes.Events, typeof(Event)),
        (ResourceTypes.Namespaces, typeof(Namespace)),
        (ResourceTypes.ConfigMaps, typeof(ConfigMap)),
        (ResourceTypes.Secrets, typeof(Secret)),
        (ResourceTypes.ServiceAccounts, typeof(ServiceAccount)),
        (ResourceTypes.Services, typeof(Service)),
        (ResourceTypes.PersistentVolumeClaims, typeof(PersistentVolumeClaim)),
        (ResourceTypes.Nodes, typeof(Node)),
        (ResourceTypes.Leases, typeof(Lease)),
    }.ToFrozenDictionary(pair => pair.Item1.Resource);

    /// <summary>Every stored kind.</summary>
    public static IEnumerable<ResourceType> All => ByResource.Values.Select(entry => entry.Type);

    /// <summary>The kind of a group resource such as <c>jobs.batch</c>.</summary>
    /// <exception cref="KeyNotFoundException">It is not a stored kind.</exception>
    public static ResourceType Of(string resource) => ByResource[resource].Type;

    /// <summary>The object, typed, with its <c>resourceVersion</c>.</summary>
    /// <exception cref="JsonException">The stored bytes are no such object.</exception>
    public static KubeObject Read(StoredObject stored)
    {
        var value = (KubeObject)JsonSerializer.Deserialize(stored.Json.Span, ByResource[stored.Key.Resource].Clr, KubeJson.Context)!;
        return value with { Metadata = value.Metadata with { ResourceVersion = stored.Revision.ToString() } };
    }

    /// <summary>The object as <typeparamref name="T"/>, its own type or a base of it, with its <c>resourceVersion</c>.</summary>
    /// <exception cref="JsonException">The stored bytes are no such object.</exception>
    public static T Read<T>(StoredObject stored)
        where T : KubeObject => (T)Read(stored);
}
