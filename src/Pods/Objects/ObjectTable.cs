using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Pods.Objects;

/// <summary>
/// The supervisor's memory of the objects that its pods refer to, as the server last told. It outlives the server, so that containers can be
/// started again without one. Belongs to the event loop.
/// </summary>
internal sealed class ObjectTable
{
    private readonly Dictionary<NeededObject, (KubeObject? Value, long Revision)> objects = [];
    private readonly Dictionary<NeededObject, int> users = [];

    /// <summary>Takes over what the server says.</summary>
    /// <returns>What is different now.</returns>
    public IReadOnlySet<NeededObject> Put(PodObjects news)
    {
        Claims = news.Claims is { } root ? new ClaimFolders(root) : Claims;
        var changed = new HashSet<NeededObject>();
        foreach (var (key, value) in Entries(news))
        {
            if (objects.TryGetValue(key, out var known) && known.Revision > news.Revision)
            {
                continue;
            }

            objects[key] = (value, news.Revision);
            if (known.Value?.Metadata.ResourceVersion != value?.Metadata.ResourceVersion)
            {
                changed.Add(key);
            }
        }

        return changed;
    }

    /// <summary>Keeps what a pod needs until it is let go of.</summary>
    public void Hold(IReadOnlySet<NeededObject> needs)
    {
        foreach (var need in needs)
        {
            users[need] = users.GetValueOrDefault(need) + 1;
        }
    }

    /// <summary>The pod has ended; what nobody else needs is forgotten.</summary>
    public void LetGo(IReadOnlySet<NeededObject> needs)
    {
        foreach (var need in needs)
        {
            if (--users[need] == 0)
            {
                users.Remove(need);
                objects.Remove(need);
            }
        }
    }

    /// <summary>Forgets what came with pods that did not need it after all.</summary>
    public void ForgetUnused()
    {
        foreach (var key in objects.Keys.Where(key => !users.ContainsKey(key)).ToList())
        {
            objects.Remove(key);
        }
    }

    /// <summary>The ConfigMap, or null when there is none.</summary>
    public ConfigMap? ConfigMap(string? @namespace, string? name) => (ConfigMap?)Find(NeededObject.ConfigMaps, @namespace, name);

    /// <summary>The Secret, or null when there is none.</summary>
    public Secret? Secret(string? @namespace, string? name) => (Secret?)Find(NeededObject.Secrets, @namespace, name);

    /// <summary>The folders of claims.</summary>
    public ClaimFolders Claims { get; private set; } = new("/nonexistent");

    private static IEnumerable<(NeededObject Key, KubeObject? Value)> Entries(PodObjects news) =>
        news.ConfigMaps.Select(map => (Key(NeededObject.ConfigMaps, map.Metadata.Namespace, map.Metadata.Name), (KubeObject?)map))
            .Concat(news.Secrets.Select(secret => (Key(NeededObject.Secrets, secret.Metadata.Namespace, secret.Metadata.Name), (KubeObject?)secret)))
            .Concat(news.Gone.Select(key => (key, (KubeObject?)null)));

    private static NeededObject Key(string resource, string? @namespace, string? name) => new(resource, @namespace ?? string.Empty, name ?? string.Empty);

    private KubeObject? Find(string resource, string? @namespace, string? name) => objects.GetValueOrDefault(Key(resource, @namespace, name)).Value;
}
