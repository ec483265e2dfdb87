using JobFlows.Pods.Queue.Claims;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Server;

/// <summary>
/// Stops pods. One that no worker has is claimed by the server, so that none can start it; for others the worker that has them gets an order.
/// What is asked for at the same time is done together.
/// </summary>
internal sealed class PodStopper(QueueStorage storage, IPodReports reports)
{
    private sealed record Wanted(PodRef Pod, string Batch, TimeSpan Grace, TaskCompletionSource Done);

    private readonly Lock gate = new();
    private List<Wanted> waiting = [];
    private bool running;

    /// <summary>Stops a pod. When it returns, either the end is reported or the worker has its order.</summary>
    public Task StopAsync(PodRef pod, string batch, TimeSpan grace, CancellationToken cancellation)
    {
        var wanted = new Wanted(pod, batch, grace, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Add(wanted);
            if (!running)
            {
                running = true;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return wanted.Done.Task.WaitAsync(cancellation);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            // Those who ask in a row are still asking.
            await Task.Yield();
            List<Wanted> some;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    running = false;
                    return;
                }

                (some, waiting) = (waiting, []);
            }

            await Parallel.ForEachAsync(some.GroupBy(one => one.Batch, StringComparer.Ordinal), async (batch, _) =>
            {
                try
                {
                    await StopAsync(batch.Key, [.. batch]);
                    foreach (var one in batch)
                    {
                        one.Done.TrySetResult();
                    }
                }
                catch (Exception e)
                {
                    foreach (var one in batch)
                    {
                        one.Done.TrySetException(e);
                    }
                }
            });
        }
    }

    private async Task StopAsync(string batch, IReadOnlyList<Wanted> stops)
    {
        var known = new List<Claim>();
        var uids = stops.Select(stop => stop.Pod.Uid).Distinct(StringComparer.Ordinal).ToList();
        while (await storage.Claims.TakeAsync(batch, uids, ClaimStore.Server, "", known, CancellationToken.None) is not null)
        {
        }

        var over = new List<PodReport>();
        foreach (var claim in known)
        {
            var here = stops.Where(stop => claim.Pods.Contains(stop.Pod.Uid)).ToList();
            if (here.Count == 0)
            {
                continue;
            }

            if (claim.Owner == ClaimStore.Server)
            {
                over.AddRange(here.Select(stop => new PodReport(stop.Pod, Status: null, Stopped: true, [])));
                continue;
            }

            var endings = (await storage.Claims.EndingsAsync(claim, CancellationToken.None)).ByPod;
            over.AddRange(here.Where(stop => endings.ContainsKey(stop.Pod.Uid)).Select(stop => endings[stop.Pod.Uid]));
            var alive = here.Where(stop => !endings.ContainsKey(stop.Pod.Uid)).Select(stop => (stop.Pod.Uid, stop.Grace)).ToList();
            if (alive.Count > 0)
            {
                await storage.Orders.StopAsync(claim.Owner, alive, CancellationToken.None);
            }
        }

        if (over.Count > 0)
        {
            await reports.ReportAsync(over, CancellationToken.None);
        }
    }
}
