using JobFlows.Domain.Core;
using JobFlows.Pods.Queue.Messages;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Server;

/// <summary>The pods that this process knows to be out. What it does not know is in the object store and in the claims. Safe from any thread.</summary>
internal sealed class SentPods
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SentPod> pods = new(StringComparer.Ordinal);

    /// <summary>Whether there are any.</summary>
    public bool Any
    {
        get
        {
            lock (gate)
            {
                return pods.Count > 0;
            }
        }
    }

    /// <summary>Whose pods these are.</summary>
    public static string JobOf(Pod pod) => pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true)?.Uid ?? pod.Metadata.Uid!;

    /// <summary>Notes pods that are about to be sent.</summary>
    /// <returns>Those that were not known.</returns>
    public IReadOnlyList<Pod> Add(IReadOnlyList<Pod> some)
    {
        lock (gate)
        {
            return [.. some.Where(pod => pods.TryAdd(
                pod.Metadata.Uid!,
                new SentPod(new PodRef(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!), BatchNames.Of(pod), JobOf(pod), pod.Status)))];
        }
    }

    /// <summary>Forgets pods.</summary>
    /// <returns>Those that were known.</returns>
    public IReadOnlyList<SentPod> Forget(IEnumerable<string> uids)
    {
        lock (gate)
        {
            var known = new List<SentPod>();
            foreach (var uid in uids)
            {
                if (pods.Remove(uid, out var pod))
                {
                    known.Add(pod);
                }
            }

            return known;
        }
    }

    /// <summary>What is known of a pod, or null.</summary>
    public SentPod? Find(string uid)
    {
        lock (gate)
        {
            return pods.GetValueOrDefault(uid);
        }
    }

    /// <summary>Learns from reports how pods are, also of those that another process has sent, and forgets those that have ended.</summary>
    public void Learn(IEnumerable<BatchReport> news)
    {
        lock (gate)
        {
            foreach (var (batch, report) in news)
            {
                if (report.Stopped)
                {
                    pods.Remove(report.Pod.Uid);
                }
                else if (pods.TryGetValue(report.Pod.Uid, out var known))
                {
                    pods[report.Pod.Uid] = known with { Status = report.Status ?? known.Status };
                }
                else
                {
                    pods[report.Pod.Uid] = new SentPod(report.Pod, batch, report.Pod.Uid, report.Status);
                }
            }
        }
    }
}
