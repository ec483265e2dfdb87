using JobFlows.Pods.Processes;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>Keeps messages invisible to others, finishes them, and lets go of those that could not be kept.</summary>
internal sealed class Leases(QueueWorkerOptions options, QueueStorage storage, HeldMessages messages, HeldPods pods, WorkerObjects objects, ProcessPodRuntime runtime, TimeProvider time)
{
    /// <summary>Renews what is due.</summary>
    public Task RenewAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        messages.All.Where(message => !message.Gone && time.GetUtcNow() >= message.VisibleAt - (options.Lease / 2)),
        new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation },
        async (message, token) => await RenewAsync(message, token));

    /// <summary>Deletes the messages whose pods' ends have all been told.</summary>
    public Task FinishAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        messages.All.Where(IsFinished),
        new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation },
        async (message, token) => await FinishAsync(message, token));

    /// <summary>Lets others have a message of which nothing has been started.</summary>
    public async Task ReturnAsync(HeldMessage message, CancellationToken cancellation)
    {
        await message.Gate.WaitAsync(cancellation);
        try
        {
            message.Gone = true;
            await storage.Pods.RenewAsync(message.Id, message.Receipt, TimeSpan.Zero, cancellation);
        }
        finally
        {
            message.Gate.Release();
        }
    }

    private async Task RenewAsync(HeldMessage message, CancellationToken cancellation)
    {
        await message.Gate.WaitAsync(cancellation);
        try
        {
            if (message.Gone)
            {
                return;
            }

            var now = time.GetUtcNow();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(options.Lease / 4);
            try
            {
                if (await storage.Pods.RenewAsync(message.Id, message.Receipt, options.Lease, patience.Token) is { } receipt)
                {
                    (message.Receipt, message.VisibleAt) = (receipt, now + options.Lease);
                    return;
                }

                options.Trouble?.Invoke($"message {message.Id} was lost to another worker; its pods are stopped", null);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested && (e is Azure.RequestFailedException or OperationCanceledException || StorageAccount.IsAway(e)))
            {
                if (time.GetUtcNow() < message.VisibleAt - (options.Lease / 8))
                {
                    return;
                }

                options.Trouble?.Invoke($"message {message.Id} could not be kept; its pods are stopped: {e.Message.Split('\n')[0]}", null);
            }

            message.Gone = true;
        }
        finally
        {
            message.Gate.Release();
        }

        // Whoever gets the message counts these pods as failed, so they must not go on.
        foreach (var pod in message.Claims.SelectMany(claim => claim.Pods))
        {
            await runtime.StopAsync(pod.Ref, TimeSpan.Zero, cancellation);
        }
    }

    private bool IsFinished(HeldMessage message)
    {
        var all = message.Claims.SelectMany(claim => claim.Pods).ToList();
        return pods.With(() => message.Gone ? all.All(pod => pod.Stopped) : message.IsClaimed && all.All(pod => pod.Told));
    }

    private async Task FinishAsync(HeldMessage message, CancellationToken cancellation)
    {
        await message.Gate.WaitAsync(cancellation);
        try
        {
            if (!message.Gone)
            {
                await storage.Pods.DeleteAsync(message.Id, message.Receipt, message.Blob, cancellation);
                message.Gone = true;
            }
        }
        finally
        {
            message.Gate.Release();
        }

        var all = message.Claims.SelectMany(claim => claim.Pods).ToList();
        messages.Remove(message);
        pods.Remove(all);
        objects.LetGo(message.Objects);
        await runtime.RemoveAsync([.. all.Select(pod => pod.Ref)], cancellation);
    }
}
