using System.Text.Json;
using JobFlows.Functions.Durable;
using JobFlows.Functions.Hosting;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Jobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace JobFlows.Functions.Triggers;

/// <summary>The activities. What they run is in the catalog, under the function's name.</summary>
internal sealed class ActivityFunctions(CloudHost host)
{
    [Function(JobActivities.CarryOut)]
    public Task<JsonElement> CarryOutAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        RunAsync(JobActivities.CarryOut, input, client, cancellation);

    [Function(JobActivities.OrderShards)]
    public Task<JsonElement> OrderShardsAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        RunAsync(JobActivities.OrderShards, input, client, cancellation);

    [Function(JobActivities.LookAtPods)]
    public Task<JsonElement> LookAtPodsAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        RunAsync(JobActivities.LookAtPods, input, client, cancellation);

    [Function(JobActivities.AdoptPods)]
    public Task<JsonElement> AdoptPodsAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        RunAsync(JobActivities.AdoptPods, input, client, cancellation);

    [Function(CronActivity.Name)]
    public Task<JsonElement> LookAfterCronAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        RunAsync(CronActivity.Name, input, client, cancellation);

    [Function(CollectActivity.Name)]
    public Task<JsonElement> CollectAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        RunAsync(CollectActivity.Name, input, client, cancellation);

    private async Task<JsonElement> RunAsync(string name, JsonElement input, DurableTaskClient client, CancellationToken cancellation)
    {
        var running = await host.WithAsync(client, cancellation);
        return await Payload.ThroughAsync(input, json => running.Catalog.Activities[name](json, cancellation));
    }
}
