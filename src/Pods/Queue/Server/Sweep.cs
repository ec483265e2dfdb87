using Azure.Storage.Blobs.Models;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Queue.Messages;
using JobFlows.Workflows.Objects;

namespace JobFlows.Pods.Queue.Server;

/// <summary>Deletes the claims, and with them the logs, of pods that are gone, and what else nobody will need.</summary>
internal sealed class Sweep(QueueStorage storage, IObjectStore store, TimeSpan keep, TimeProvider time)
{
    private static readonly TimeSpan KeepOthers = TimeSpan.FromDays(30);

    /// <summary>Does it once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        HashSet<string>? present = null;
        await foreach (var (claim, changed) in storage.Claims.ListAsync(cancellation))
        {
            if (now - changed >= keep)
            {
                present ??= await PodsAsync(cancellation);
                if (!claim.Pods.Any(present.Contains))
                {
                    await storage.Claims.DeleteAsync(claim, cancellation);
                }
            }
        }

        foreach (var prefix in (string[])[WorkerOrders.Prefix, MessageBlobs.Prefix])
        {
            await foreach (var blob in storage.Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
            {
                if (now - blob.Properties.LastModified >= KeepOthers)
                {
                    await storage.Container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
                }
            }
        }
    }

    private async Task<HashSet<string>> PodsAsync(CancellationToken cancellation)
    {
        var uids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var pod in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Pods.Resource }, cancellation))
        {
            uids.Add(pod.Uid);
        }

        return uids;
    }
}
