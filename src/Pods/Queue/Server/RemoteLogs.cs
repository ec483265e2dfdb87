using System.Collections.Concurrent;
using JobFlows.Domain.Core;
using JobFlows.Pods.Logs;
using JobFlows.Pods.Queue.Claims;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Server;

/// <summary>Reads logs that workers upload.</summary>
/// <param name="storage">Has them.</param>
/// <param name="look">What is known of a pod, or null.</param>
/// <param name="poll">How often a followed log is looked at when it has just grown.</param>
internal sealed class RemoteLogs(QueueStorage storage, Func<PodRef, CancellationToken, ValueTask<SentPod?>> look, TimeSpan poll)
{
    private const int MostForgotten = 10_000;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FilePoll = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, bool> forgotten = new(StringComparer.Ordinal);

    /// <summary>The logs of these pods are not to be read any more.</summary>
    public void Forget(IReadOnlyList<PodRef> pods)
    {
        if (forgotten.Count > MostForgotten)
        {
            forgotten.Clear();
        }

        foreach (var pod in pods)
        {
            forgotten[pod.Uid] = true;
        }
    }

    /// <summary>Writes a log to a stream.</summary>
    /// <returns>False when there is no such log.</returns>
    public async Task<bool> ReadAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation)
    {
        if (!PodFolders.IsName(pod.Uid) || !PodFolders.IsName(query.Container) || forgotten.ContainsKey(pod.Uid))
        {
            return false;
        }

        await storage.EnsureAsync(cancellation);
        var known = await look(pod, cancellation);
        if (await FindAsync(known?.Batch ?? pod.Uid, pod.Uid, cancellation) is not { } claim)
        {
            return false;
        }

        using var mirror = new LogMirror(storage.Claims.Open(claim), pod.Uid, query.Container);
        await mirror.CatchUpAsync(cancellation);
        var status = StatusOf(known?.Status, query.Container);
        var newest = Math.Max(LogFiles.NewestRun(mirror.Folder), NewestRun(status));
        var run = query.Run ?? newest - (query.Previous && !WaitsToRestart(status) ? 1 : 0);
        if (run < 0 || run > newest)
        {
            return false;
        }

        var reader = new LogReader(query, output, FilePoll);
        while (true)
        {
            var found = await CopyAsync(reader, mirror, query, pod, run, cancellation);
            if (query is not { Follow: true, Run: null, Previous: false } || reader.IsDone || !await HasNextAsync(mirror, pod, query.Container, run, cancellation))
            {
                return found;
            }

            run++;
        }
    }

    private async Task<bool> CopyAsync(LogReader reader, LogMirror mirror, LogQuery query, PodRef pod, int run, CancellationToken cancellation)
    {
        var path = mirror.FileOf(run);
        if (!query.Follow)
        {
            return await reader.CopyAsync(mirror.Folder, run, cancellation);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var following = FollowAsync(mirror, path, pod, query.Container, run, stop.Token);
        try
        {
            return await reader.CopyAsync(mirror.Folder, run, cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until the container runs again, or will not.</summary>
    private async Task<bool> HasNextAsync(LogMirror mirror, PodRef pod, string container, int run, CancellationToken cancellation)
    {
        while (true)
        {
            var known = await look(pod, cancellation);
            await mirror.CatchUpAsync(cancellation);
            if (Math.Max(LogFiles.NewestRun(mirror.Folder), NewestRun(StatusOf(known?.Status, container))) > run)
            {
                return true;
            }

            if (known is null || known.Status?.Phase is "Succeeded" or "Failed" || !WaitsToRestart(StatusOf(known.Status, container)))
            {
                return false;
            }

            await Task.Delay(poll, cancellation);
        }
    }

    private static ContainerStatus? StatusOf(PodStatus? status, string container) =>
        (status?.InitContainerStatuses ?? []).Concat(status?.ContainerStatuses ?? []).FirstOrDefault(one => one.Name == container);

    private static int NewestRun(ContainerStatus? status) =>
        status is { State.Running: not null } or { State.Terminated: not null } or { LastState.Terminated: not null } ? (int)(status.RestartCount ?? 0) : -1;

    // Its last run is both the newest and the previous one.
    private static bool WaitsToRestart(ContainerStatus? status) => status is { State.Waiting: not null, LastState.Terminated: not null };

    private async Task<Claim?> FindAsync(string batch, string uid, CancellationToken cancellation)
    {
        for (var number = 1; await storage.Claims.FindAsync(batch, number, cancellation) is { } claim; number++)
        {
            if (claim.Pods.Contains(uid))
            {
                return claim.Owner == ClaimStore.Server ? null : claim;
            }
        }

        return null;
    }

    // A worker uploads a run's last lines before it reports its end, so whoever knows of the end needs to look once more.
    private async Task FollowAsync(LogMirror mirror, string path, PodRef pod, string container, int run, CancellationToken cancellation)
    {
        var pause = poll;
        try
        {
            while (true)
            {
                var over = await IsOverAsync(pod, container, run, cancellation);
                var grown = await mirror.CatchUpAsync(cancellation);
                if (over)
                {
                    return;
                }

                pause = grown || pause * 2 > LongestPoll ? (grown ? poll : LongestPoll) : pause * 2;
                await Task.Delay(pause, cancellation);
            }
        }
        finally
        {
            LogFiles.Finish(path);
        }
    }

    private async Task<bool> IsOverAsync(PodRef pod, string container, int run, CancellationToken cancellation)
    {
        if (await look(pod, cancellation) is not { } known || known.Status?.Phase is "Succeeded" or "Failed")
        {
            return true;
        }

        var status = StatusOf(known.Status, container);
        return status is not null && (status.RestartCount > run || (status.RestartCount == run && (status.State?.Terminated is not null || WaitsToRestart(status))));
    }
}
