using JobFlows.Functions.Durable;
using Microsoft.DurableTask.Client;

namespace JobFlows.Functions.Hosting;

/// <summary>Starts the host with the first invocation that needs it, and again when that failed: a storage account may come late.</summary>
/// <param name="start">Starts it on these orchestrations.</param>
internal sealed class CloudHost(Func<DurableTaskOrchestrations, CancellationToken, Task<RunningHost>> start) : IDisposable
{
    private readonly DurableTaskOrchestrations orchestrations = new();
    private readonly SemaphoreSlim starting = new(1, 1);
    private volatile RunningHost? running;

    /// <summary>The host, with the client of this invocation.</summary>
    public async ValueTask<RunningHost> WithAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        orchestrations.Use(client);
        if (running is { } present)
        {
            return present;
        }

        await starting.WaitAsync(cancellation);
        try
        {
            return running ??= await start(orchestrations, cancellation);
        }
        finally
        {
            starting.Release();
        }
    }

    public void Dispose() => starting.Dispose();
}
