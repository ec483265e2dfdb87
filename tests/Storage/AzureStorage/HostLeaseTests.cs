using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Tests.Blobs;

namespace JobFlows.Storage.Tests.AzureStorage;

[Collection(AzuriteTests.Name)]
public sealed class HostLeaseTests(SharedAzurite azurite) : IAsyncLifetime
{
    private static readonly Guid Server = Guid.NewGuid();
    private readonly StorageAccount account = StorageAccount.Parse(azurite.Server.ConnectionString);
    private readonly string container = $"lease-{Guid.NewGuid():N}";

    public async Task InitializeAsync() => await account.Blobs.CreateBlobContainerAsync(container);

    public async Task DisposeAsync() => await account.Blobs.DeleteBlobContainerAsync(container);

    [Fact]
    public async Task Acquire_WhileAnotherServerLives_IsRefused()
    {
        await using var lease = await AcquireAsync(Server);

        var refused = await Assert.ThrowsAsync<StorageAccountException>(() => AcquireAsync(Guid.NewGuid()));

        Assert.StartsWith($"another server runs the Jobs in container {container} of {account.Description}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_AfterTheSameServerWasKilled_IsGrantedAtOnce()
    {
        await using var killed = await AcquireAsync(Server);

        await using var again = await AcquireAsync(Server);
    }

    [Fact]
    public async Task Acquire_AfterAnotherServerEnded_IsGrantedAtOnce()
    {
        await (await AcquireAsync(Server)).DisposeAsync();

        await using var next = await AcquireAsync(Guid.NewGuid());
    }

    [Fact]
    public async Task LastServer_IsWhoSignedLast()
    {
        await using (var first = await AcquireAsync(Server))
        {
            Assert.Null(first.LastServer);
            await first.SignAsync(CancellationToken.None);
        }

        var other = Guid.NewGuid();
        await using (var unsigned = await AcquireAsync(other))
        {
            Assert.Equal(Server, unsigned.LastServer);
        }

        await using (var signed = await AcquireAsync(other))
        {
            Assert.Equal(Server, signed.LastServer);
            await signed.SignAsync(CancellationToken.None);
        }

        await using var last = await AcquireAsync(Server);
        Assert.Equal(other, last.LastServer);
    }

    private Task<HostLease> AcquireAsync(Guid server) =>
        HostLease.AcquireAsync(account, container, server, patience: TimeSpan.Zero, lost: e => throw e, CancellationToken.None);
}
