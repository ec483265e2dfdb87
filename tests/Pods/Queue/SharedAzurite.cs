using JobFlows.Azurite;

namespace JobFlows.Pods.Tests.Queue;

/// <summary>The Azurite that these tests share.</summary>
public sealed class SharedAzurite : IAsyncLifetime
{
    private AzuriteServer? server;

    public string ConnectionString => server!.ConnectionString;

    public string BlobEndpoint => server!.BlobEndpoint;

    public string QueueEndpoint => server!.QueueEndpoint;

    public async Task InitializeAsync() => server = await AzuriteServer.StartAsync();

    public async Task DisposeAsync() => await server!.DisposeAsync();
}
