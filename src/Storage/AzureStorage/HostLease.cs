using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace JobFlows.Storage.AzureStorage;

/// <summary>
/// Says that one server alone runs what a container holds: a lease on a blob of it, renewed until it is disposed of. A server that was killed
/// gets its own lease back at once, another one when it has run out.
/// </summary>
public sealed class HostLease : IAsyncDisposable
{
    /// <summary>How long the lease of a dead server lasts.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private const string Name = "host";
    private const string ServerKey = "server";
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource ending = new();
    private readonly AppendBlobClient blob;
    private readonly BlobLeaseClient lease;
    private readonly Action<Exception> lost;
    private readonly Task renewing;

    private HostLease(AppendBlobClient blob, BlobLeaseClient lease, Guid? lastServer, Action<Exception> lost)
    {
        (this.blob, this.lease, this.lost) = (blob, lease, lost);
        LastServer = lastServer;
        renewing = Task.Run(RenewAsync);
    }

    /// <summary>The server that last signed; null when none has.</summary>
    public Guid? LastServer { get; }

    /// <summary>Takes the lease, waiting for one that a dead server has left.</summary>
    /// <param name="account">The account.</param>
    /// <param name="container">The container, which exists.</param>
    /// <param name="server">The server's id, which it keeps.</param>
    /// <param name="patience">How long to wait for another server's lease to run out.</param>
    /// <param name="lost">Told once if another server has taken it: only after this one could not reach storage for half a minute.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StorageAccountException">Another server has it, and lives.</exception>
    public static async Task<HostLease> AcquireAsync(
        StorageAccount account, string container, Guid server, TimeSpan patience, Action<Exception> lost, CancellationToken cancellation)
    {
        var blob = account.Blobs.GetBlobContainerClient(container).GetAppendBlobClient(Name);
        var lease = blob.GetBlobLeaseClient(server.ToString());
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await lease.AcquireAsync(Duration, cancellationToken: cancellation);
                return new(blob, lease, await LastServerAsync(blob, cancellation), lost);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                await blob.CreateIfNotExistsAsync(cancellationToken: cancellation);
            }
            catch (RequestFailedException e) when (e.Status == 409)
            {
                if (Stopwatch.GetElapsedTime(begun) >= patience)
                {
                    throw new StorageAccountException(
                        $"another server runs the Jobs in container {container} of {account.Description}: two would run each of them twice", e);
                }

                await Task.Delay(Pause, cancellation);
            }
        }
    }

    /// <summary>Writes down that this server is the one that drives what the container holds: what others know of it is out of date from now on.</summary>
    public async Task SignAsync(CancellationToken cancellation) => await blob.SetMetadataAsync(
        new Dictionary<string, string>(StringComparer.Ordinal) { [ServerKey] = lease.LeaseId },
        new BlobRequestConditions { LeaseId = lease.LeaseId },
        cancellation);

    /// <summary>Gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await renewing;
        ending.Dispose();
        try
        {
            await lease.ReleaseAsync();
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // It runs out.
        }
    }

    private static async Task<Guid?> LastServerAsync(AppendBlobClient blob, CancellationToken cancellation) =>
        (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.Metadata.TryGetValue(ServerKey, out var text) && Guid.TryParse(text, out var server) ? server : null;

    private async Task RenewAsync()
    {
        while (true)
        {
            await Task.Delay(Renewal, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ending.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await lease.AcquireAsync(Duration, cancellationToken: ending.Token);
            }
            catch (RequestFailedException e) when (e.Status == 409)
            {
                lost(e);
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                // Tried again at the next turn: whatever ails storage is met by the store, too.
            }
        }
    }
}
