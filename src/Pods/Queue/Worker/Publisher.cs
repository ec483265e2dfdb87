using JobFlows.Pods.Queue.Claims;
using JobFlows.Pods.Queue.Messages;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>
/// Tells what becomes of the pods: logs and ends go to the blob of their claim first, then the news to the queue of results, many at a time.
/// </summary>
internal sealed class Publisher(QueueWorkerOptions options, string worker, QueueStorage storage, HeldPods pods, LogUploads logs, TimeProvider time)
{
    // A message of so many bytes has room for what JSON and the patches add.
    private const int MostBytes = MessageQueue.MostBytes - 1024;
    private long sequence;

    /// <summary>Tells what is due.</summary>
    /// <param name="claims">All claims.</param>
    /// <param name="cancellation">Cancels; what was not told is told the next time.</param>
    public async Task RunAsync(IReadOnlyList<HeldClaim> claims, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await Parallel.ForEachAsync(claims.Where(claim => IsDue(claim, now)), cancellation, async (claim, token) => await AppendAsync(claim, token));
        await SendAsync([.. claims.SelectMany(claim => claim.Pods.Select(pod => (claim.Claim.Batch, pod)))], now, cancellation);
    }

    /// <summary>Tells of pods that are not this worker's.</summary>
    public async Task SendAsync(IReadOnlyList<BatchReport> news, CancellationToken cancellation)
    {
        for (var start = 0; start < news.Count;)
        {
            // The first of a message is whole, of the others there is only what differs: as many as fit.
            var first = news[start].Write();
            var size = first.ToJsonString().Length;
            var count = 1;
            while (start + count < news.Count)
            {
                size += SimilarJson.Difference(first, news[start + count].Write()).ToJsonString().Length + 1;
                if (size > MostBytes)
                {
                    break;
                }

                count++;
            }

            await storage.Results.SendAsync(new ResultMessage(worker, Interlocked.Increment(ref sequence), [.. news.Skip(start).Take(count)]).Write(), cancellation);
            start += count;
        }
    }

    private bool IsDue(HeldClaim claim, DateTimeOffset now) => pods.With(() =>
        claim.Pods.All(pod => pod.Ending is not null) ? false
        : claim.EndSince is { } since && (now - since >= options.EndDelay || claim.Pods.All(pod => pod.Stopped)) ? true
        : now >= claim.LogsDue && claim.Pods.Any(pod => pod.Ending is null && logs.HaveGrown(pod)));

    private async Task AppendAsync(HeldClaim claim, CancellationToken cancellation)
    {
        var (running, ended) = pods.With(() => (claim.Pods.Where(pod => !pod.Stopped).ToList(), claim.Pods.Where(pod => pod is { Stopped: true, Ending: null }).ToList()));
        while (!await AppendAsync(claim, ended, running, cancellation))
        {
        }

        var age = (time.GetUtcNow() - claim.Since) / 20;
        claim.LogsDue = time.GetUtcNow() + TimeSpan.FromTicks(Math.Clamp(age.Ticks, options.ShortestLogDelay.Ticks, options.LongestLogDelay.Ticks));
    }

    /// <returns>Whether all of the ended pods is uploaded.</returns>
    private async Task<bool> AppendAsync(HeldClaim claim, IReadOnlyList<HeldPod> ended, IReadOnlyList<HeldPod> running, CancellationToken cancellation)
    {
        using var frames = new MemoryStream();
        var read = new List<(HeldPod Pod, (string, int) Log, LogPlace Place)>();
        Read(ended);
        var isWhole = frames.Length < LogUploads.MostBytes;

        // After their logs, so that whoever sees an end has the whole log.
        var endings = isWhole ? pods.With(() => ended.Select(pod => (Pod: pod, Report: new PodReport(pod.Ref, pod.Status, Stopped: true, []))).ToList()) : [];
        foreach (var (_, report) in endings)
        {
            frames.Write(ClaimFrame.Of(report));
        }

        Read(running);
        if (frames.Length > 0)
        {
            claim.Part = await storage.Claims.AppendAsync(claim.Claim, claim.Part, frames.ToArray(), options.MostAppends, cancellation);
        }

        foreach (var (pod, log, place) in read)
        {
            pod.Uploaded[log] = place;
        }

        pods.With(() =>
        {
            foreach (var (pod, report) in endings)
            {
                pod.Ending = report;
            }

            claim.EndSince = claim.Pods.Any(pod => pod is { Stopped: true, Ending: null }) ? claim.EndSince : null;
        });
        return isWhole;

        void Read(IReadOnlyList<HeldPod> some)
        {
            foreach (var pod in some)
            {
                read.AddRange(logs.Read(pod, frames).Select(one => (pod, one.Log, one.Place)));
            }
        }
    }

    private async Task SendAsync(IReadOnlyList<(string Batch, HeldPod Pod)> all, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = pods.With(() => all.Where(one => one.Pod.Stopped
            ? one.Pod is { Ending: not null, Told: false }
            : one.Pod.NewsSince is { } since && now - since >= options.NewsDelay).Select(one => (one.Batch, one.Pod, Report: Take(one.Pod))).ToList());
        try
        {
            await SendAsync([.. due.Select(one => new BatchReport(one.Batch, one.Report))], cancellation);
        }
        catch
        {
            pods.With(() =>
            {
                foreach (var (_, pod, report) in due)
                {
                    pod.Events.InsertRange(0, report.Events);
                    pod.NewsSince ??= now;
                }
            });
            throw;
        }

        pods.With(() =>
        {
            foreach (var (_, pod, report) in due)
            {
                pod.Told |= report.Stopped;
            }
        });
    }

    private static PodReport Take(HeldPod pod)
    {
        var report = new PodReport(pod.Ref, pod.Ending?.Status ?? pod.Status, pod.Ending is not null, [.. pod.Events]);
        pod.Events.Clear();
        pod.NewsSince = null;
        return report;
    }
}
