using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace JobFlows.Pods.Queue;

/// <summary>Orders to stop pods: an append blob for each worker, made with its first order, a line <c>UID SECONDS</c> for each.</summary>
internal sealed class WorkerOrders(BlobContainerClient container)
{
    /// <summary>What the names of the blobs begin with.</summary>
    public const string Prefix = "workers/";

    /// <summary>Orders a worker to stop pods.</summary>
    public async Task StopAsync(string worker, IEnumerable<(string Uid, TimeSpan Grace)> pods, CancellationToken cancellation)
    {
        var lines = Encoding.ASCII.GetBytes(string.Concat(pods.Select(pod => string.Create(CultureInfo.InvariantCulture, $"{pod.Uid} {pod.Grace.TotalSeconds}\n"))));
        var blob = Blob(worker);
        try
        {
            await blob.AppendBlockAsync(new MemoryStream(lines), cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await blob.AppendBlockAsync(new MemoryStream(lines), cancellationToken: cancellation);
        }
    }

    /// <summary>Reads the orders that come after a place.</summary>
    /// <returns>They, and the place to go on from.</returns>
    public async Task<(IReadOnlyList<(string Uid, TimeSpan Grace)> Stops, long Position)> ReadAsync(string worker, long position, CancellationToken cancellation)
    {
        try
        {
            var download = await Blob(worker).DownloadStreamingAsync(
                position == 0 ? null : new BlobDownloadOptions { Range = new HttpRange(position) }, cancellation);
            await using var content = download.Value.Content;
            using var reader = new StreamReader(content, Encoding.ASCII);
            var text = await reader.ReadToEndAsync(cancellation);
            return ([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<(string, TimeSpan)>()], position + text.Length);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 416)
        {
            return ([], position);
        }
    }

    /// <summary>Deletes the orders of a worker that ends.</summary>
    public async Task DeleteAsync(string worker, CancellationToken cancellation) => await Blob(worker).DeleteIfExistsAsync(cancellationToken: cancellation);

    private static (string Uid, TimeSpan Grace)? Parse(string line) =>
        line.Split(' ') is [var uid, var seconds] && double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var grace)
            ? (uid, TimeSpan.FromSeconds(Math.Clamp(grace, 0, TimeSpan.FromDays(365).TotalSeconds)))
            : null;

    private AppendBlobClient Blob(string worker) => container.GetAppendBlobClient(Prefix + worker);
}
