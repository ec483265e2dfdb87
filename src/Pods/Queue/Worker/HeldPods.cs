using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>The pods of this worker, and what its runtime reports of them. Safe from any thread.</summary>
internal sealed class HeldPods(TimeProvider time) : IPodReports
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (HeldPod Pod, HeldClaim Claim)> pods = new(StringComparer.Ordinal);

    /// <summary>Called when there are news.</summary>
    public Action? Changed { get; set; }

    /// <summary>How many pods have not ended.</summary>
    public int Running
    {
        get
        {
            lock (gate)
            {
                return pods.Values.Count(one => !one.Pod.Stopped);
            }
        }
    }

    /// <summary>Whether there are any, also ended ones whose end is still to be told.</summary>
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

    /// <summary>Takes pods in that are about to be started.</summary>
    public void Add(HeldClaim claim)
    {
        lock (gate)
        {
            foreach (var pod in claim.Pods)
            {
                pods.Add(pod.Ref.Uid, (pod, claim));
            }
        }
    }

    /// <summary>Forgets pods.</summary>
    public void Remove(IEnumerable<HeldPod> some)
    {
        lock (gate)
        {
            foreach (var pod in some)
            {
                pods.Remove(pod.Ref.Uid);
            }
        }
    }

    /// <summary>Does something with the pods while nothing changes.</summary>
    public T With<T>(Func<T> look)
    {
        lock (gate)
        {
            return look();
        }
    }

    /// <summary>Changes pods while nothing else does.</summary>
    public void With(Action change)
    {
        lock (gate)
        {
            change();
        }
    }

    /// <summary>Notes that pods are to be stopped.</summary>
    /// <returns>Those to be told at once: the others have not been started yet, or have ended.</returns>
    public IReadOnlyList<(PodRef Pod, TimeSpan Grace)> Stop(IEnumerable<(string Uid, TimeSpan Grace)> stops)
    {
        lock (gate)
        {
            var now = new List<(PodRef, TimeSpan)>();
            foreach (var (uid, grace) in stops)
            {
                if (pods.TryGetValue(uid, out var held) && !held.Pod.Stopped)
                {
                    held.Pod.StopWithin = held.Pod.StopWithin is { } earlier && earlier < grace ? earlier : grace;
                    if (held.Pod.Started)
                    {
                        now.Add((held.Pod.Ref, grace));
                    }
                }
            }

            return now;
        }
    }

    /// <summary>The runtime has the pods of a claim.</summary>
    /// <returns>Those that were to be stopped meanwhile.</returns>
    public IReadOnlyList<(PodRef Pod, TimeSpan Grace)> Started(HeldClaim claim)
    {
        lock (gate)
        {
            foreach (var pod in claim.Pods)
            {
                pod.Started = true;
            }

            return [.. claim.Pods.Where(pod => pod is { StopWithin: not null, Stopped: false }).Select(pod => (pod.Ref, pod.StopWithin!.Value))];
        }
    }

    /// <summary>All pods that run are to end because the worker does.</summary>
    public IReadOnlyList<(PodRef Pod, TimeSpan Grace)> Disrupt(TimeSpan longest)
    {
        lock (gate)
        {
            var running = pods.Values.Select(one => one.Pod).Where(pod => !pod.Stopped).ToList();
            foreach (var pod in running)
            {
                pod.Disrupted = true;
            }

            return [.. running.Select(pod => (pod.Ref, Min(longest, TimeSpan.FromSeconds(pod.Pod.Spec?.TerminationGracePeriodSeconds ?? 30))))];
        }
    }

    /// <inheritdoc/>
    public Task ReportAsync(IReadOnlyList<PodReport> reports, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            foreach (var report in reports)
            {
                if (pods.TryGetValue(report.Pod.Uid, out var held) && !held.Pod.Stopped)
                {
                    Take(held.Pod, held.Claim, report);
                }
            }
        }

        Changed?.Invoke();
        return Task.CompletedTask;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Take(HeldPod pod, HeldClaim claim, PodReport report)
    {
        var now = time.GetUtcNow();
        pod.Status = report.Status ?? pod.Status;
        pod.Events.AddRange(report.Events);
        pod.NewsSince ??= now;
        if (report.Stopped)
        {
            pod.Stopped = true;
            claim.EndSince ??= now;
            if (pod is { Disrupted: true, Status: { } status })
            {
                pod.Status = Disruptions.NodeShutdown(status, now);
            }
        }
    }
}
