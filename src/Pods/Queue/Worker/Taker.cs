using Azure.Storage.Queues.Models;
using JobFlows.Domain.Core;
using JobFlows.Pods.Processes;
using JobFlows.Pods.Queue.Claims;
using JobFlows.Pods.Queue.Messages;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>Takes messages as there is room, claims their pods and starts them. Not for concurrent use.</summary>
internal sealed class Taker(
    QueueWorkerOptions options, string worker, QueueStorage storage, HeldMessages messages, HeldPods pods, WorkerObjects objects, Leases leases, Publisher publisher, ProcessPodRuntime runtime, TimeProvider time)
{
    private const int MostMessages = 32;

    // A claim is a write, so pods that wait are claimed several at a time; but not for long.
    private static readonly TimeSpan ClaimPatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StartPause = TimeSpan.FromSeconds(1);
    private int podsPerMessage = options.Room;
    private DateTimeOffset? waitingSince;

    /// <summary>Starts what there is room for.</summary>
    /// <returns>Whether anything was there to do.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var free = options.Room - pods.Running;
        var waiting = messages.All.Where(message => message is { Gone: false, IsClaimed: false }).ToList();
        if (waiting.Count == 0)
        {
            waitingSince = null;
            return free > 0 && await ReceiveAsync(free, cancellation);
        }

        var now = time.GetUtcNow();
        waitingSince ??= now;
        if (free > 0 && (free >= Math.Min(waiting.Sum(message => message.Unclaimed.Count), (options.Room + 1) / 2) || now - waitingSince >= ClaimPatience))
        {
            waitingSince = null;
            var plan = new List<(HeldMessage Message, int Pods)>();
            foreach (var message in waiting.TakeWhile(_ => free > 0))
            {
                plan.Add((message, Math.Min(free, message.Unclaimed.Count)));
                free -= plan[^1].Pods;
            }

            await Parallel.ForEachAsync(plan, cancellation, async (one, _) => await ClaimAsync(one.Message, one.Pods));
            return true;
        }

        if (free <= 0 && waiting.Find(message => now - message.Taken >= options.Patience) is { } late)
        {
            await GiveBackAsync(late, cancellation);
            return true;
        }

        return false;
    }

    /// <summary>Lets other workers have all that has not been started.</summary>
    public async Task GiveBackAsync(CancellationToken cancellation)
    {
        foreach (var message in messages.All.Where(message => message is { Gone: false, IsClaimed: false }))
        {
            await GiveBackAsync(message, cancellation);
        }
    }

    private async Task<bool> ReceiveAsync(int free, CancellationToken cancellation)
    {
        var taken = time.GetUtcNow();
        var received = await storage.Pods.ReceiveAsync(Math.Clamp(free / Math.Max(1, podsPerMessage), 1, MostMessages), options.Lease, cancellation);
        foreach (var message in received)
        {
            await TakeInAsync(message, taken, CancellationToken.None);
        }

        return received.Count > 0;
    }

    private async Task TakeInAsync(QueueMessage message, DateTimeOffset taken, CancellationToken cancellation)
    {
        switch (await storage.Pods.ReadAsync(message.MessageText, WorkMessage.Read, cancellation))
        {
            case MessageContent<WorkMessage>.Good(var work, var blob):
                podsPerMessage = work.Pods.Count;
                objects.Hold(work.Objects);
                messages.Add(new HeldMessage(message.MessageId, message.PopReceipt, blob, work, taken, options.Lease));
                break;
            case MessageContent<WorkMessage>.Bad(var reason):
                options.Trouble?.Invoke($"message {message.MessageId} can't be read and is kept with the poison messages: {reason}", null);
                await storage.Pods.KeepPoisonAsync(message.MessageText, reason, cancellation);
                await storage.Pods.DeleteAsync(message.MessageId, message.PopReceipt, blob: null, cancellation);
                break;
        }
    }

    private async Task ClaimAsync(HeldMessage message, int count)
    {
        var mine = await storage.Claims.TakeAsync(
            message.Batch, [.. message.Unclaimed.Take(count).Select(pod => pod.Metadata.Uid!)], worker, message.Id, message.Known, CancellationToken.None);
        if (mine is not null)
        {
            message.Own.Add(mine);
        }

        for (; message.Seen < message.Known.Count; message.Seen++)
        {
            var claim = message.Known[message.Seen];
            var some = message.Unclaimed.Where(pod => claim.Pods.Contains(pod.Metadata.Uid!)).ToList();
            if (!message.Own.Contains(claim))
            {
                await SettleAsync(message, claim, some);
            }
            else if (!message.Gone)
            {
                await StartAsync(message, claim, some);
            }

            message.Unclaimed.RemoveAll(some.Contains);
        }

        message.IsClaimed = message.Unclaimed.Count == 0;
    }

    private async Task StartAsync(HeldMessage message, Claim claim, IReadOnlyList<Pod> some)
    {
        var held = new HeldClaim(claim, [.. some.Select(pod => new HeldPod(pod))], time.GetUtcNow());
        pods.Add(held);
        messages.Add(message, held);
        while (true)
        {
            try
            {
                await runtime.StartAsync(some);
                break;
            }
            catch (IOException e)
            {
                options.Trouble?.Invoke("pods can't be started; it is tried again", e);
                await Task.Delay(StartPause, time, CancellationToken.None);
            }
        }

        foreach (var (pod, grace) in pods.Started(held))
        {
            await runtime.StopAsync(pod, grace);
        }
    }

    /// <summary>Tells what is known of pods that were claimed before: by a server that wants them stopped, by another message's taker, or by one that had this message and was lost.</summary>
    private async Task SettleAsync(HeldMessage message, Claim claim, IReadOnlyList<Pod> some)
    {
        if (claim.Owner == ClaimStore.Server || some.Count == 0)
        {
            return;
        }

        var (endings, part) = await storage.Claims.EndingsAsync(claim, CancellationToken.None);
        var news = some.Where(pod => endings.ContainsKey(pod.Metadata.Uid!)).Select(pod => endings[pod.Metadata.Uid!]).ToList();
        if (claim.Message == message.Id)
        {
            var now = time.GetUtcNow();
            var lost = some.Where(pod => !endings.ContainsKey(pod.Metadata.Uid!)).Select(pod => new PodReport(
                new PodRef(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!),
                Disruptions.WorkerLost(pod, now),
                Stopped: true,
                [new PodEvent("Warning", "NodeNotReady", "Node is not ready")])).ToList();
            if (lost.Count > 0)
            {
                options.Trouble?.Invoke($"worker {claim.Owner} is lost, and with it {lost.Count} pods", null);
                await storage.Claims.AppendAsync(claim, part, [.. lost.SelectMany(ClaimFrame.Of)], options.MostAppends, CancellationToken.None);
                news.AddRange(lost);
            }
        }

        await publisher.SendAsync([.. news.Select(report => new BatchReport(message.Batch, report))], CancellationToken.None);
    }

    private async Task GiveBackAsync(HeldMessage message, CancellationToken cancellation)
    {
        if (message.Claims.Count == 0 && message.Known.Count == 0)
        {
            await leases.ReturnAsync(message, cancellation);
            return;
        }

        // In a message of their own; they stay in this one as well, and the claims see to it that they are started once.
        await storage.Pods.SendAsync(new WorkMessage(message.Batch, message.Unclaimed, message.Objects).Write(), cancellation);
        message.Unclaimed.Clear();
        message.IsClaimed = true;
    }
}
