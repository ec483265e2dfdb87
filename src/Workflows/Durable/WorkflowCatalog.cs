namespace JobFlows.Workflows.Durable;

/// <summary>The orchestrators and activities of the program, by name. Engines look them up here.</summary>
public sealed class WorkflowCatalog
{
    private readonly Dictionary<string, OrchestratorEntry> orchestrators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityEntry> activities = new(StringComparer.Ordinal);

    /// <summary>An orchestrator: runs on a context with an input (JSON), returns its output (JSON).</summary>
    public delegate Task<byte[]> OrchestratorEntry(IOrchestrationContext context, ReadOnlyMemory<byte> input);

    /// <summary>An activity: runs with an input (JSON), returns its output (JSON).</summary>
    public delegate Task<byte[]> ActivityEntry(ReadOnlyMemory<byte> input, CancellationToken cancellation);

    /// <summary>The orchestrators by name.</summary>
    public IReadOnlyDictionary<string, OrchestratorEntry> Orchestrators => orchestrators;

    /// <summary>The activities by name.</summary>
    public IReadOnlyDictionary<string, ActivityEntry> Activities => activities;

    /// <summary>Adds an orchestrator.</summary>
    public WorkflowCatalog AddOrchestrator<TInput, TOutput>(string name, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        orchestrators.Add(name, async (context, input) => WorkflowJson.Write(await run(context, WorkflowJson.Read<TInput>(input.Span))));
        return this;
    }

    /// <summary>Adds an activity.</summary>
    public WorkflowCatalog AddActivity<TInput, TOutput>(string name, Func<TInput, CancellationToken, Task<TOutput>> run)
    {
        activities.Add(name, async (input, cancellation) => WorkflowJson.Write(await run(WorkflowJson.Read<TInput>(input.Span), cancellation)));
        return this;
    }
}
