using JobFlows.Domain.Core;
using JobFlows.Pods.Queue;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Life;

/// <summary>The pods that this process looks after, and when each is due. A pod is handed out to one worker at a time. Safe from any thread.</summary>
internal sealed class Caseload(TimeProvider time)
{
    private sealed class Case(CaredPod pod)
    {
        public CaredPod Pod { get; } = pod;

        public DateTimeOffset Due { get; set; }

        // What is asked for while the pod is out is done when it comes back.
        public Pod? Renewed { get; set; }

        public DateTimeOffset? StopBy { get; set; }

        public bool Remove { get; set; }

        public bool HasOrders => Renewed is not null || StopBy is not null || (Remove && !Pod.IsRemoved);
    }

    private const int MostSettled = 10_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Case> cases = new(StringComparer.Ordinal);
    private readonly SortedSet<Case> waiting = new(Comparer<Case>.Create((one, other) =>
        one.Due != other.Due ? one.Due.CompareTo(other.Due) : string.CompareOrdinal(one.Pod.Ref.Uid, other.Pod.Ref.Uid)));

    // The last pods whose groups were deleted: they need not be deleted again when the pods go.
    private readonly HashSet<string> settled = new(StringComparer.Ordinal);
    private readonly Signal wake = new();

    /// <summary>Looks after these pods. Of one that is looked after already the labels, annotations and deadlines are taken over.</summary>
    public void Add(IEnumerable<Pod> pods)
    {
        lock (gate)
        {
            foreach (var pod in pods)
            {
                if (cases.TryGetValue(pod.Metadata.Uid!, out var known))
                {
                    known.Renewed = pod;
                    Hurry(known);
                }
                else
                {
                    Open(new CaredPod(pod));
                }
            }
        }

        wake.Set();
    }

    /// <summary>Has a pod stopped.</summary>
    /// <returns>False when it is not looked after, or has ended.</returns>
    public bool Stop(string uid, DateTimeOffset by)
    {
        lock (gate)
        {
            if (!cases.TryGetValue(uid, out var known) || known.Pod.IsRecorded)
            {
                return false;
            }

            known.StopBy = known.StopBy < by ? known.StopBy : by;
            Hurry(known);
        }

        wake.Set();
        return true;
    }

    /// <summary>A pod of which nothing is known but which it is.</summary>
    public static Pod Stub(PodRef pod) => new() { Metadata = new() { Namespace = pod.Namespace, Name = pod.Name, Uid = pod.Uid }, Spec = new PodSpec() };

    /// <summary>Has all that is left of these pods removed.</summary>
    public void Remove(IReadOnlyList<PodRef> pods)
    {
        lock (gate)
        {
            foreach (var pod in pods)
            {
                var known = cases.GetValueOrDefault(pod.Uid) ?? Open(new CaredPod(Stub(pod)) { IsSettled = settled.Contains(pod.Uid) });
                known.Remove = true;
                Hurry(known);
            }
        }

        wake.Set();
    }

    /// <summary>Whether a pod is looked after.</summary>
    public bool Has(string uid)
    {
        lock (gate)
        {
            return cases.ContainsKey(uid);
        }
    }

    /// <summary>Forgets the pods that are not among these, unless something is being done for them.</summary>
    public void KeepOnly(IReadOnlySet<string> uids)
    {
        lock (gate)
        {
            foreach (var gone in waiting.Where(one => !one.Remove && !one.Pod.IsRecorded && !uids.Contains(one.Pod.Ref.Uid)).ToList())
            {
                waiting.Remove(gone);
                cases.Remove(gone.Pod.Ref.Uid);
            }
        }
    }

    /// <summary>Hands out the pod that has been due longest; null when none is.</summary>
    public CaredPod? Take()
    {
        lock (gate)
        {
            if (waiting.Min is not { } next || next.Due > time.GetUtcNow())
            {
                return null;
            }

            waiting.Remove(next);
            Apply(next);
            return next.Pod;
        }
    }

    /// <summary>Takes a pod back.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="next">When it is due again; null when nothing more is to be done for it.</param>
    public void Return(CaredPod pod, TimeSpan? next)
    {
        lock (gate)
        {
            var known = cases[pod.Ref.Uid];
            if (next is null && !(known.Remove && !pod.IsRemoved))
            {
                cases.Remove(pod.Ref.Uid);
                Settle(pod);
                return;
            }

            known.Due = known.HasOrders ? time.GetUtcNow() : time.GetUtcNow() + next!.Value;
            waiting.Add(known);
        }

        wake.Set();
    }

    /// <summary>Waits until a pod may be due.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        TimeSpan wait;
        lock (gate)
        {
            wait = waiting.Min is { } next ? next.Due - time.GetUtcNow() : LongestWait;
        }

        await wake.WaitAsync(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, cancellation);
    }

    private Case Open(CaredPod pod)
    {
        var opened = new Case(pod) { Due = time.GetUtcNow() };
        cases[pod.Ref.Uid] = opened;
        waiting.Add(opened);
        return opened;
    }

    // One that is handed out is due when it comes back.
    private void Hurry(Case one)
    {
        if (waiting.Remove(one))
        {
            one.Due = time.GetUtcNow();
            waiting.Add(one);
        }
    }

    private void Settle(CaredPod pod)
    {
        if (pod.IsRemoved)
        {
            settled.Remove(pod.Ref.Uid);
        }
        else if (pod.IsRecorded || pod.Last is not null)
        {
            if (settled.Count >= MostSettled)
            {
                settled.Clear();
            }

            settled.Add(pod.Ref.Uid);
        }
    }

    private static void Apply(Case one)
    {
        if (one.Renewed is { } renewed)
        {
            one.Pod.Pod = renewed with { Status = one.Pod.Pod.Status };
        }

        if (one.StopBy is { } by)
        {
            one.Pod.StopBy = one.Pod.StopBy < by ? one.Pod.StopBy : by;
        }

        one.Pod.IsRemoved |= one.Remove;
        (one.Renewed, one.StopBy) = (null, null);
    }
}
