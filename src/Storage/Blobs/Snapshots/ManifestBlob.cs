using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using JobFlows.Storage.Blobs.Log;

namespace JobFlows.Storage.Blobs.Snapshots;

/// <summary>The one blob that is replaced in place, and only by who has read what it replaces.</summary>
internal sealed class ManifestBlob(ObjectContainer container)
{
    /// <summary>The blob's name.</summary>
    public const string Name = "manifest";

    /// <summary>What it says, and which version of it that is; null where there is none, or no container either.</summary>
    /// <exception cref="StoreDamagedException">It can't be read.</exception>
    public async Task<(Manifest Manifest, ETag Version)?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            using var download = (await container.Blobs.GetBlockBlobClient(Name).DownloadStreamingAsync(cancellationToken: cancellation)).Value;
            return await Frame.ReadAsync(download.Content, container.NameOf(Name), position: 0, cancellation) is { } frame
                ? (Manifest.Decode(frame), download.Details.ETag)
                : throw new InvalidDataException("it is empty");
        }
        catch (RequestFailedException e) when (e.IsMissing())
        {
            return null;
        }
        catch (InvalidDataException e)
        {
            throw new StoreDamagedException(container.NameOf(Name), position: 0, e.Message);
        }
    }

    /// <summary>Replaces one version of it.</summary>
    /// <param name="manifest">What it shall say.</param>
    /// <param name="replaced">The version to replace; null to create it.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Whether it says so now.</returns>
    public async Task<bool> WriteAsync(Manifest manifest, ETag? replaced, CancellationToken cancellation)
    {
        var blob = container.Blobs.GetBlockBlobClient(Name);
        var block = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        var condition = replaced is { } version ? new BlobRequestConditions { IfMatch = version } : new BlobRequestConditions { IfNoneMatch = ETag.All };
        try
        {
            await blob.StageBlockAsync(block, new MemoryStream(manifest.Encode().ToArray()), cancellationToken: cancellation);
            await blob.CommitBlockListAsync([block], new CommitBlockListOptions { Conditions = condition }, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.IsLost())
        {
            // A try whose answer was lost looks like this, too.
            return await ReadAsync(cancellation) is { } now && now.Manifest == manifest;
        }
    }
}
