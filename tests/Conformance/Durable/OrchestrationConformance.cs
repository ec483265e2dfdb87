using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

/// <summary>What every durable engine does, told through the port alone. Each engine's tests inherit it.</summary>
public abstract partial class OrchestrationConformance
{
    private readonly Probe probe = new();

    /// <summary>A harness on empty state.</summary>
    protected abstract OrchestrationHarness NewHarness();

    private async Task<OrchestrationHarness> OpenAsync(Func<WorkflowCatalog, WorkflowCatalog> fill)
    {
        var harness = NewHarness();
        await harness.OpenAsync(fill(probe.Catalog()));
        return harness;
    }
}
