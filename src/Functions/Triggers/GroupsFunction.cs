using JobFlows.Functions.Hosting;
using JobFlows.Pods.Aci;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace JobFlows.Functions.Triggers;

/// <summary>Looks after the container groups that pods run as. Where they run on workers it has nothing to do, and is switched off.</summary>
internal sealed class GroupsFunction(CloudHost host)
{
    /// <summary>Every 15 seconds, on one instance at a time.</summary>
    [Function("groups")]
    public async Task RunAsync([TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var running = await host.WithAsync(client, cancellation);
        if (running.Pods is AciPodRuntime groups)
        {
            await groups.RoundAsync(cancellation);
        }
    }
}
