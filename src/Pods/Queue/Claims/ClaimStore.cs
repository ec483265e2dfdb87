using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Claims;

/// <summary>
/// The claims on pods: append blobs that are created only where there is none, so that of all who try one succeeds. Their metadata says whose they
/// are; what is appended is the log and the endings of the pods. Claim n + 1 is only made by who has read claims 1 to n, and for other pods.
/// </summary>
internal sealed class ClaimStore(BlobContainerClient container)
{
    /// <summary>The owner of pods that must not start.</summary>
    public const string Server = "server";

    /// <summary>What the names of the blobs begin with.</summary>
    public const string Prefix = "claims/";

    // Metadata hold 8 KiB.
    private const int MostPods = 150;
    private const char Separator = ',';

    /// <summary>The name of a claim's blob; a full blob goes on in part 1 and so on.</summary>
    public static string NameOf(string batch, int number, int part = 0) => part == 0 ? $"{Prefix}{batch}/{number}" : $"{Prefix}{batch}/{number}.{part}";

    /// <summary>Claims as many of the pods as nobody has.</summary>
    /// <param name="batch">Their batch.</param>
    /// <param name="pods">The UIDs.</param>
    /// <param name="owner">Who claims them.</param>
    /// <param name="message">The id of the message that has them, or empty.</param>
    /// <param name="known">The batch's claims that are known, without gaps; those that are found are added, the new one too.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The new claim, or null when all the pods have been claimed before.</returns>
    public async Task<Claim?> TakeAsync(string batch, IReadOnlyCollection<string> pods, string owner, string message, List<Claim> known, CancellationToken cancellation)
    {
        while (true)
        {
            var free = pods.Except(known.SelectMany(claim => claim.Pods), StringComparer.Ordinal).Take(MostPods).ToList();
            if (free.Count == 0)
            {
                return null;
            }

            var wanted = new Claim(batch, known.Count + 1, owner, message, Guid.NewGuid().ToString("N"), free);
            if (await TryCreateAsync(wanted, cancellation))
            {
                known.Add(wanted);
                return wanted;
            }

            var present = await FindAsync(batch, wanted.Number, cancellation);
            if (present is null)
            {
                continue;
            }

            known.Add(present);
            if (present.Nonce == wanted.Nonce)
            {
                // An answer was lost, and the second try found the first.
                return wanted;
            }
        }
    }

    /// <summary>A claim without its content; null when there is none.</summary>
    public async Task<Claim?> FindAsync(string batch, int number, CancellationToken cancellation)
    {
        try
        {
            var properties = await container.GetBlobClient(NameOf(batch, number)).GetPropertiesAsync(cancellationToken: cancellation);
            return Read(batch, number, properties.Value.Metadata);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Adds frames to a claim's content, starting another part where a blob is full.</summary>
    /// <returns>The part to go on with.</returns>
    public async Task<int> AppendAsync(Claim claim, int part, byte[] frames, int mostAppends, CancellationToken cancellation)
    {
        var appended = await Blob(claim.Batch, claim.Number, part).AppendBlockAsync(new MemoryStream(frames), cancellationToken: cancellation);
        if (appended.Value.BlobCommittedBlockCount < mostAppends)
        {
            return part;
        }

        await Blob(claim.Batch, claim.Number, part + 1).CreateAsync(cancellationToken: cancellation);
        await Blob(claim.Batch, claim.Number, part).AppendBlockAsync(new MemoryStream(ClaimFrame.Next()), cancellationToken: cancellation);
        return part + 1;
    }

    /// <summary>Follows the content of a claim.</summary>
    public ClaimReader Open(Claim claim) => new(part => Blob(claim.Batch, claim.Number, part));

    /// <summary>The last report of each pod of a claim that has ended.</summary>
    public async Task<ClaimEndings> EndingsAsync(Claim claim, CancellationToken cancellation)
    {
        var endings = new Dictionary<string, PodReport>(StringComparer.Ordinal);
        var reader = Open(claim);
        await reader.ReadAsync(
            frame =>
            {
                // The first one counts, also when one was appended twice or a worker that was lost comes back.
                if (frame.ReadEnding() is { } report)
                {
                    endings.TryAdd(report.Pod.Uid, report);
                }

                return ValueTask.CompletedTask;
            },
            cancellation);
        return new ClaimEndings(endings, reader.Part);
    }

    /// <summary>All claims, with the time of their last change.</summary>
    public async IAsyncEnumerable<(Claim Claim, DateTimeOffset Changed)> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, Prefix, cancellation))
        {
            if (blob.Name[Prefix.Length..].Split('/') is [var batch, var name] && int.TryParse(name, out var number) && Read(batch, number, blob.Metadata) is { } claim)
            {
                yield return (claim, blob.Properties.LastModified ?? DateTimeOffset.MaxValue);
            }
        }
    }

    /// <summary>Deletes a claim with all its parts.</summary>
    public async Task DeleteAsync(Claim claim, CancellationToken cancellation)
    {
        for (var part = 0; await Blob(claim.Batch, claim.Number, part).DeleteIfExistsAsync(cancellationToken: cancellation); part++)
        {
        }
    }

    private static Claim? Read(string batch, int number, IDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue("owner", out var owner) && metadata.TryGetValue("nonce", out var nonce) && metadata.TryGetValue("pods", out var pods)
            ? new Claim(batch, number, owner, metadata.TryGetValue("message", out var message) ? message : "", nonce, pods.Split(Separator))
            : null;

    private AppendBlobClient Blob(string batch, int number, int part) => container.GetAppendBlobClient(NameOf(batch, number, part));

    private async Task<bool> TryCreateAsync(Claim claim, CancellationToken cancellation)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["owner"] = claim.Owner,
            ["nonce"] = claim.Nonce,
            ["pods"] = string.Join(Separator, claim.Pods),
        };
        if (claim.Message.Length > 0)
        {
            metadata["message"] = claim.Message;
        }

        try
        {
            await Blob(claim.Batch, claim.Number, part: 0).CreateAsync(
                new AppendBlobCreateOptions { Metadata = metadata, Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } }, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }
}
