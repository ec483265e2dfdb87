using JobFlows.Azurite;

namespace JobFlows.Storage.Tests.Blobs;

/// <summary>The Azurite that these tests share.</summary>
public sealed class SharedAzurite : IAsyncLifetime
{
    private AzuriteServer? server;

    /// <summary>The server.</summary>
    public AzuriteServer Server => server!;

    public async Task InitializeAsync() => server = await AzuriteServer.StartAsync();

    public async Task DisposeAsync() => await server!.DisposeAsync();
}
