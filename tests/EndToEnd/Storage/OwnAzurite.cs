using JobFlows.Azurite;

namespace JobFlows.EndToEnd.Storage;

/// <summary>An Azurite for the tests of a class.</summary>
public sealed class OwnAzurite : IAsyncLifetime
{
    private AzuriteServer? server;

    /// <summary>The server.</summary>
    public AzuriteServer Server => server!;

    public async Task InitializeAsync() => server = await AzuriteServer.StartAsync();

    public async Task DisposeAsync() => await server!.DisposeAsync();
}
