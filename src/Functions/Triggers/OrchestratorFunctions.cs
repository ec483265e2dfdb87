using System.Text.Json;
using JobFlows.Functions.Durable;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Jobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace JobFlows.Functions.Triggers;

/// <summary>The orchestrators. What they run is in the catalog, under the function's name.</summary>
internal sealed class OrchestratorFunctions(OrchestratorCatalog orchestrators)
{
    [Function(JobOrchestrator.Name)]
    public Task<JsonElement> JobAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(JobOrchestrator.Name, context);

    [Function(ShardOrchestrator.Name)]
    public Task<JsonElement> ShardAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(ShardOrchestrator.Name, context);

    [Function(CronOrchestrator.Name)]
    public Task<JsonElement> CronAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(CronOrchestrator.Name, context);

    [Function(CollectOrchestrator.Name)]
    public Task<JsonElement> CollectAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(CollectOrchestrator.Name, context);

    private Task<JsonElement> RunAsync(string name, TaskOrchestrationContext context) =>
        Payload.ThroughAsync(context.GetInput<JsonElement>(), input => orchestrators.Find(name)(new DurableTaskContext(context), input));
}
