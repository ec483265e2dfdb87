using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Processes;

/// <summary>What the server has asked for and not yet seen the end of: enough to ask a new supervisor for the same. Safe from any thread.</summary>
internal sealed class TrackedPods
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Pod> wanted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlySet<NeededObject>> needs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (PodRef Pod, TimeSpan Grace)> stops = new(StringComparer.Ordinal);

    /// <summary>Whether there is anything whose end is still to come.</summary>
    public bool Any
    {
        get
        {
            lock (gate)
            {
                return wanted.Count > 0 || stops.Count > 0;
            }
        }
    }

    /// <summary>Notes pods to run.</summary>
    public void Add(IEnumerable<Pod> pods)
    {
        lock (gate)
        {
            foreach (var pod in pods)
            {
                var uid = pod.Metadata.Uid!;
                if (!wanted.TryAdd(uid, pod))
                {
                    // Labels, annotations and the conditions of readiness gates may have changed.
                    wanted[uid] = WithStatus(wanted[uid], wanted[uid].Status, pod.Status) with { Metadata = pod.Metadata };
                }
                else if (PodNeeds.Of(pod) is { Count: > 0 } some)
                {
                    needs[uid] = some;
                }
            }
        }
    }

    /// <summary>Every ConfigMap and Secret that one of the pods refers to.</summary>
    public IReadOnlySet<NeededObject> Needs()
    {
        lock (gate)
        {
            return needs.Values.SelectMany(some => some).ToHashSet();
        }
    }

    /// <summary>Notes that a pod is to stop; should it be asked for again, then as one that is being deleted.</summary>
    public void Stop(PodRef pod, TimeSpan grace)
    {
        lock (gate)
        {
            stops[pod.Uid] = stops.TryGetValue(pod.Uid, out var earlier) && earlier.Grace < grace ? earlier : (pod, grace);
            if (wanted.TryGetValue(pod.Uid, out var stopped))
            {
                wanted[pod.Uid] = stopped with { Metadata = stopped.Metadata with { DeletionTimestamp = stopped.Metadata.DeletionTimestamp ?? TimeProvider.System.GetUtcNow() } };
            }
        }
    }

    /// <summary>Learns from reports how the pods are, and forgets those that have ended.</summary>
    public void Learn(IEnumerable<PodReport> reports)
    {
        lock (gate)
        {
            foreach (var report in reports)
            {
                if (report.Stopped)
                {
                    Forget(report.Pod.Uid);
                }
                else if (report.Status is not null && wanted.TryGetValue(report.Pod.Uid, out var pod))
                {
                    wanted[report.Pod.Uid] = WithStatus(pod, report.Status, pod.Status);
                }
            }
        }
    }

    /// <summary>Forgets pods that are gone.</summary>
    public void Remove(IEnumerable<PodRef> pods)
    {
        lock (gate)
        {
            foreach (var pod in pods)
            {
                Forget(pod.Uid);
            }
        }
    }

    /// <summary>The status of a pod that runs or waits to, or null.</summary>
    public PodStatus? Status(string uid)
    {
        lock (gate)
        {
            return wanted.GetValueOrDefault(uid)?.Status;
        }
    }

    /// <summary>All of it, to ask for it again.</summary>
    public (IReadOnlyList<Pod> Wanted, IReadOnlyList<(PodRef Pod, TimeSpan Grace)> Stops) Snapshot()
    {
        lock (gate)
        {
            return ([.. wanted.Values], [.. stops.Values]);
        }
    }

    // What is reported is without the conditions of readiness gates: others set these.
    private static Pod WithStatus(Pod pod, PodStatus? status, PodStatus? gated)
    {
        var gates = (pod.Spec?.ReadinessGates ?? []).Select(gate => gate.ConditionType).ToHashSet(StringComparer.Ordinal);
        return gates.Count == 0
            ? pod with { Status = status }
            : pod with
            {
                Status = (status ?? new PodStatus()) with
                {
                    Conditions = [.. (status?.Conditions ?? []).Where(one => !gates.Contains(one.Type)), .. (gated?.Conditions ?? []).Where(one => gates.Contains(one.Type))],
                },
            };
    }

    private void Forget(string uid)
    {
        wanted.Remove(uid);
        needs.Remove(uid);
        stops.Remove(uid);
    }
}
