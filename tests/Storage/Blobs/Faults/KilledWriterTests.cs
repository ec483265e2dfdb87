using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;

namespace JobFlows.Storage.Tests.Blobs.Faults;

/// <summary>A writer is killed at each of its requests: before it is sent, and after the service has carried it out.</summary>
[Collection(AzuriteTests.Name)]
public sealed class KilledWriterTests(SharedAzurite azurite)
{
    // Short segments, and a snapshot at every compaction: all steps there are come early.
    private readonly BlobObjectStoreOptions options = new() { SegmentAppends = 4, SnapshotAfterBytes = 1, Container = $"killed-{Guid.NewGuid():N}" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_AtEachRequest_LosesNothingAcknowledgedAndDoublesNothing(bool answered)
    {
        for (var fatal = 1; ; fatal++)
        {
            var here = options with { Container = $"{options.Container}-{fatal}" };
            var script = new Script();
            var policy = FaultPolicy.KilledAt(fatal, answered);
            var isKilled = await RunAsync(script, policy, here);

            await using (var next = await BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.Server.ConnectionString), here))
            {
                await script.CheckAsync(next);
                await next.CompactAsync(next.Revision);
                await script.CheckAsync(next);
            }

            await using var again = await BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.Server.ConnectionString), here);
            await script.CheckAsync(again);
            if (!isKilled)
            {
                Assert.True(fatal > 30, $"the whole script took only {policy.Requests} requests");
                return;
            }
        }
    }

    private async Task<bool> RunAsync(Script script, FaultPolicy policy, BlobObjectStoreOptions here)
    {
        try
        {
            await using var store = await BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.Server.ConnectionString, policy), here);
            await script.RunAsync(store);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }
}
