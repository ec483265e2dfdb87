using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace JobFlows.Pods.Queue.Messages;

/// <summary>The contents of messages that are too large for a queue.</summary>
internal sealed class MessageBlobs(BlobContainerClient container)
{
    /// <summary>What their names begin with.</summary>
    public const string Prefix = "messages/";

    private const int Block = 4 << 20;

    /// <summary>Writes a content.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> WriteAsync(byte[] content, CancellationToken cancellation)
    {
        var name = Prefix + Guid.NewGuid().ToString("N");
        var blob = container.GetBlockBlobClient(name);
        var ids = new List<string>();
        for (var offset = 0; offset < content.Length; offset += Block)
        {
            ids.Add(Convert.ToBase64String(BitConverter.GetBytes(offset)));
            await blob.StageBlockAsync(ids[^1], new MemoryStream(content, offset, Math.Min(Block, content.Length - offset)), cancellationToken: cancellation);
        }

        await blob.CommitBlockListAsync(ids, cancellationToken: cancellation);
        return name;
    }

    /// <summary>Reads a content; null when it is not there.</summary>
    public async Task<string?> ReadAsync(string name, CancellationToken cancellation)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var download = await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellation);
            await using var content = download.Value.Content;
            using var reader = new StreamReader(content, Encoding.UTF8);
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes a content.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellation) =>
        await container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellation);
}
