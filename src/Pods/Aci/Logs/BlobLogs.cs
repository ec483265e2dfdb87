using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using JobFlows.Domain.Core;
using JobFlows.Pods.Logs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Logs;

/// <summary>Keeps logs in blobs, <c>aci/UID/CONTAINER/RUN.log</c>, until their pod is gone.</summary>
internal sealed class BlobLogs(BlobContainerClient blobs) : IEndedLogs
{
    private const string Prefix = "aci/";
    private const int Block = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public async Task KeepAsync(Pod pod, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> logs, CancellationToken cancellation)
    {
        await blobs.CreateIfNotExistsAsync(cancellationToken: cancellation);
        foreach (var (name, records) in logs)
        {
            var blob = blobs.GetBlockBlobClient($"{Folder(pod.Metadata.Uid!)}{name}/{FolderLogs.RunOf(pod, name).ToString(CultureInfo.InvariantCulture)}.log");
            var blocks = new List<string>();
            for (var at = 0; at < records.Length; at += Block)
            {
                var id = Convert.ToBase64String(BitConverter.GetBytes(blocks.Count));
                await blob.StageBlockAsync(id, new MemoryStream(records[at..Math.Min(records.Length, at + Block)].ToArray()), cancellationToken: cancellation);
                blocks.Add(id);
            }

            await blob.CommitBlockListAsync(blocks, cancellationToken: cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<(int Run, ReadOnlyMemory<byte> Records)?> FindAsync(PodRef pod, string container, CancellationToken cancellation)
    {
        if (!PodFolders.IsName(pod.Uid) || !PodFolders.IsName(container))
        {
            return null;
        }

        await foreach (var blob in ListAsync($"{Folder(pod.Uid)}{container}/", cancellation))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(blob), NumberStyles.None, CultureInfo.InvariantCulture, out var run))
            {
                return (run, (await blobs.GetBlobClient(blob).DownloadContentAsync(cancellation)).Value.Content.ToMemory());
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(PodRef pod, CancellationToken cancellation)
    {
        await foreach (var blob in ListAsync(Folder(pod.Uid), cancellation))
        {
            await blobs.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellation);
        }
    }

    private static string Folder(string uid) => $"{Prefix}{uid}/";

    private async IAsyncEnumerable<string> ListAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation).AsPages().GetAsyncEnumerator(cancellation);
        await using (pages)
        {
            while (await NextAsync(pages))
            {
                foreach (var blob in pages.Current.Values)
                {
                    yield return blob.Name;
                }
            }
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<Page<BlobItem>> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // There is no container yet, so there are no logs.
            return false;
        }
    }
}
