using JobFlows.Functions.Hosting;
using JobFlows.Pods.Queue.Server;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace JobFlows.Functions.Triggers;

/// <summary>What has to be done from time to time.</summary>
internal sealed class HousekeepingFunction(CloudHost host)
{
    /// <summary>Every five minutes. Each run also repairs what a crash between a commit and its consequences left undone.</summary>
    [Function("housekeeping")]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var running = await host.WithAsync(client, cancellation);
        await running.Services.Recovery.RunAsync(cancellation);
        await running.Services.Pods.ExpireAsync(cancellation);
        if (running.Pods is QueuePodRuntime queue)
        {
            await queue.SweepAsync(cancellation);
        }

        await running.Services.Housekeeper.RunAsync(cancellation);
    }
}
