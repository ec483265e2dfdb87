using System.Collections.Concurrent;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Pods;

/// <summary>
/// The last known state of pods that are alive, so that the few writes in a pod's life need no read each. It may be behind the store: whoever
/// writes from it names the revision, and is refused.
/// </summary>
internal sealed class RecentPods
{
    private const int Capacity = 8192;
    private readonly ConcurrentDictionary<ObjectKey, Pod> pods = new();

    /// <summary>What is remembered of a pod, or null.</summary>
    public Pod? Find(ObjectKey key) => pods.GetValueOrDefault(key);

    /// <summary>Remembers a pod as it was just written; one that will not change again, having ended and been let go, is forgotten.</summary>
    public void Remember(ObjectKey key, Pod? pod)
    {
        if (pod is null || (PodService.IsFinished(pod) && pod.Metadata.Finalizers is null))
        {
            pods.TryRemove(key, out _);
            return;
        }

        if (pods.Count >= Capacity)
        {
            pods.Clear();
        }

        pods[key] = pod;
    }

    /// <summary>Remembers a pod that was just created.</summary>
    public void Remember(Pod created, StoredObject stored) =>
        Remember(stored.Key, created with { Metadata = created.Metadata with { ResourceVersion = stored.Revision.ToString() } });
}
