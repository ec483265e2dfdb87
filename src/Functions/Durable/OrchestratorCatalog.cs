using JobFlows.Workflows;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;

namespace JobFlows.Functions.Durable;

/// <summary>The orchestrators, which need nothing but their options: replaying one must not wait for stores or clients.</summary>
internal sealed class OrchestratorCatalog(JobOrchestratorOptions options)
{
    private readonly WorkflowCatalog catalog = new WorkflowCatalog().AddOrchestrators(options);

    public WorkflowCatalog.OrchestratorEntry Find(string name) => catalog.Orchestrators[name];
}
