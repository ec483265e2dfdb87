namespace JobFlows.Workflows.Durable;

/// <summary>Starts orchestrations and talks to them, from outside.</summary>
public interface IOrchestrationClient
{
    /// <summary>Starts an instance. While one with this ID is running nothing happens; a finished one is replaced. Durable when it returns.</summary>
    Task StartAsync(string orchestrator, string instanceId, object input, CancellationToken cancellation = default);

    /// <summary>Sends an event; durable when it returns. To an instance that is missing or finished it is dropped.</summary>
    Task RaiseEventAsync(string instanceId, string name, object payload, CancellationToken cancellation = default);

    /// <summary>What is known of an instance, or null.</summary>
    Task<OrchestrationInfo?> GetAsync(string instanceId, CancellationToken cancellation = default);

    /// <summary>Forgets a finished instance. Nothing happens to a running or missing one.</summary>
    Task PurgeAsync(string instanceId, CancellationToken cancellation = default);
}
