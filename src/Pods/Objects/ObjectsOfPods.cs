using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Pods.Objects;

/// <summary>Reads what pods refer to, to be sent along with them.</summary>
internal static class ObjectsOfPods
{
    /// <summary>The ConfigMaps and Secrets as they are now.</summary>
    public static Task<PodObjects> ReadAsync(IObjectStore store, IEnumerable<Pod> pods, CancellationToken cancellation) =>
        ReadAsync(store, pods.SelectMany(PodNeeds.Of).Distinct().ToList(), cancellation);

    /// <summary>These ConfigMaps and Secrets as they are now.</summary>
    public static async Task<PodObjects> ReadAsync(IObjectStore store, IReadOnlyList<NeededObject> needs, CancellationToken cancellation)
    {
        if (needs.Count == 0)
        {
            return new PodObjects();
        }

        var revision = store.Revision;
        var stored = await store.GetAsync([.. needs.Select(need => new ObjectKey(need.Resource, need.Namespace, need.Name))], cancellation);
        var objects = stored.OfType<StoredObject>().Select(KubeTypes.Read).ToList();
        return new PodObjects
        {
            Revision = revision,
            ConfigMaps = [.. objects.OfType<ConfigMap>().Select(Slim)],
            Secrets = [.. objects.OfType<Secret>().Select(Slim)],
        };
    }

    private static T Slim<T>(T value)
        where T : KubeObject =>
        value with { Metadata = new ObjectMeta { Name = value.Metadata.Name, Namespace = value.Metadata.Namespace, ResourceVersion = value.Metadata.ResourceVersion } };
}
