using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Objects;
using JobFlows.Workflows.Objects;

namespace JobFlows.Pods.Processes;

/// <summary>Takes ConfigMaps and Secrets from the store to the pods that refer to them: along with a pod, and whenever one changes.</summary>
/// <param name="store">The objects.</param>
/// <param name="claims">The folder of the claims.</param>
/// <param name="tracked">The pods that are alive.</param>
/// <param name="send">Sends changes to the supervisor.</param>
internal sealed class ObjectFeed(IObjectStore store, string claims, TrackedPods tracked, Func<PodObjects, CancellationToken, Task> send)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private int following;

    /// <summary>What these pods refer to, as it is now. What changes from now on is sent by itself, until the token says stop.</summary>
    public async Task<PodObjects> ReadAsync(IEnumerable<Pod> pods, CancellationToken stop)
    {
        var needs = pods.SelectMany(PodNeeds.Of).ToHashSet();
        if (needs.Count > 0 && Interlocked.Exchange(ref following, 1) == 0)
        {
            _ = FollowAsync(NeededObject.ConfigMaps, stop);
            _ = FollowAsync(NeededObject.Secrets, stop);
        }

        return await ReadAsync([.. needs], stop) with { Claims = claims };
    }

    private async Task<PodObjects> ReadAsync(IReadOnlyList<NeededObject> needs, CancellationToken cancellation)
    {
        if (needs.Count == 0)
        {
            return new PodObjects();
        }

        var revision = store.Revision;
        var stored = await store.GetAsync([.. needs.Select(need => new ObjectKey(need.Resource, need.Namespace, need.Name))], cancellation);
        return new PodObjects
        {
            Revision = revision,
            ConfigMaps = [.. stored.Where(one => one?.Key.Resource == NeededObject.ConfigMaps).Select(one => Slim(KubeTypes.Read<ConfigMap>(one!)))],
            Secrets = [.. stored.Where(one => one?.Key.Resource == NeededObject.Secrets).Select(one => Slim(KubeTypes.Read<Secret>(one!)))],
            Gone = [.. needs.Where((_, i) => stored[i] is null)],
        };
    }

    private static T Slim<T>(T value)
        where T : KubeObject => value with { Metadata = new ObjectMeta { Name = value.Metadata.Name, Namespace = value.Metadata.Namespace, ResourceVersion = value.Metadata.ResourceVersion } };

    private async Task FollowAsync(string resource, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var watch = await store.WatchAsync(resource, @namespace: null, store.Revision, stop);

                // Whatever changed before the watch began.
                await SendAsync(tracked.Needs().Where(need => need.Resource == resource).ToHashSet(), stop);
                while (true)
                {
                    var changes = await watch.NextAsync(stop);
                    var changed = changes.Select(change => new NeededObject(resource, change.Object.Key.Namespace, change.Object.Key.Name)).ToHashSet();
                    changed.IntersectWith(tracked.Needs());
                    await SendAsync(changed, stop);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is RevisionExpiredException or IOException)
            {
                await Task.Delay(RetryPause, CancellationToken.None);
            }
        }
    }

    // Reads again, so that the newest state is sent however many changes led to it.
    private async Task SendAsync(HashSet<NeededObject> changed, CancellationToken stop)
    {
        if (changed.Count > 0)
        {
            await send(await ReadAsync([.. changed], stop), stop);
        }
    }
}
