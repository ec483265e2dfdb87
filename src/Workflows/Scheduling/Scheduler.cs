using JobFlows.Domain.Core;
using JobFlows.Domain.Scheduling;

namespace JobFlows.Workflows.Scheduling;

/// <summary>
/// Keeps account of what the pods on the node ask for, and of those that wait for room, by priority and then by age. In memory: it is made anew
/// from the stored pods at each start. Safe from any thread.
/// </summary>
/// <param name="findMissingClaim">The first persistentVolumeClaim of a pod that can't be had, if one can't; without it every one can.</param>
public sealed class Scheduler(Func<Pod, string?>? findMissingClaim = null)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, decimal>> onNode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> used = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(int Priority, DateTimeOffset Created, long Order), WaitingPod> queue = [];
    private readonly Dictionary<string, (int Priority, DateTimeOffset Created, long Order)> places = new(StringComparer.Ordinal);
    private Node? node;
    private long arrivals;

    /// <summary>Whether some pod waits.</summary>
    public bool AnyWaiting
    {
        get
        {
            lock (gate)
            {
                return queue.Count > 0;
            }
        }
    }

    /// <summary>Whether some pod that waits has a claim, which may be there by now.</summary>
    public bool AnyWaitingForClaims
    {
        get
        {
            lock (gate)
            {
                return queue.Values.Any(waiting => waiting.Pod.Spec?.Volumes?.Any(volume => volume.PersistentVolumeClaim is not null) == true);
            }
        }
    }

    /// <summary>Takes over what the node is and has. Until then, and with null, every pod fits.</summary>
    public void Use(Node? current)
    {
        lock (gate)
        {
            node = current;
        }
    }

    /// <summary>Counts a pod that is on the node already.</summary>
    public void Count(Pod pod)
    {
        lock (gate)
        {
            Take(pod, PodRequests.Of(pod.Spec!));
        }
    }

    /// <summary>Counts the pod if it fits.</summary>
    /// <returns>Null when it does; else why not.</returns>
    public string? TryPlace(Pod pod)
    {
        lock (gate)
        {
            return Try(pod);
        }
    }

    /// <summary>Has the pod wait, in its place.</summary>
    public void Wait(WaitingPod waiting)
    {
        lock (gate)
        {
            var uid = waiting.Pod.Metadata.Uid!;
            if (!places.TryGetValue(uid, out var place))
            {
                place = (-(waiting.Pod.Spec?.Priority ?? 0), waiting.Pod.Metadata.CreationTimestamp ?? DateTimeOffset.MinValue, arrivals++);
                places.Add(uid, place);
            }

            queue[place] = waiting;
        }
    }

    /// <summary>The pod uses nothing any more, and waits no more.</summary>
    /// <returns>Whether there is now room that there was not.</returns>
    public bool Release(string uid)
    {
        lock (gate)
        {
            if (places.Remove(uid, out var place))
            {
                queue.Remove(place);
            }

            if (!onNode.Remove(uid, out var requests))
            {
                return false;
            }

            foreach (var (name, amount) in requests)
            {
                used[name] -= amount;
            }

            return true;
        }
    }

    /// <summary>Takes those out of the queue that fit now, and counts them.</summary>
    public IReadOnlyList<Pod> PlaceWaiting()
    {
        lock (gate)
        {
            var placed = new List<Pod>();
            foreach (var (_, waiting) in queue)
            {
                if (Try(waiting.Pod) is null)
                {
                    placed.Add(waiting.Pod);
                }
            }

            foreach (var pod in placed)
            {
                if (places.Remove(pod.Metadata.Uid!, out var place))
                {
                    queue.Remove(place);
                }
            }

            return placed;
        }
    }

    /// <summary>Those whose deadline to start has passed while they waited.</summary>
    public IReadOnlyList<WaitingPod> Overdue(DateTimeOffset now)
    {
        lock (gate)
        {
            return [.. queue.Values.Where(waiting => StartDeadline.Of(waiting.Pod) <= now)];
        }
    }

    private string? Try(Pod pod)
    {
        if (onNode.ContainsKey(pod.Metadata.Uid!))
        {
            return null;
        }

        var requests = PodRequests.Of(pod.Spec!);
        var problem = findMissingClaim?.Invoke(pod) is { } claim ? NodeFit.MissingClaim(claim)
            : node is null ? null
            : NodeFit.Problem(pod.Spec!, requests, node, used);
        if (problem is null)
        {
            Take(pod, requests);
        }

        return problem;
    }

    private void Take(Pod pod, IReadOnlyDictionary<string, decimal> requests)
    {
        if (onNode.TryAdd(pod.Metadata.Uid!, requests))
        {
            foreach (var (name, amount) in requests)
            {
                used[name] = used.GetValueOrDefault(name) + amount;
            }
        }
    }
}
