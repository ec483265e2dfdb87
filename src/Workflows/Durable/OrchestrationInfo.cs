namespace JobFlows.Workflows.Durable;

/// <summary>An orchestration instance.</summary>
/// <param name="InstanceId">Its ID.</param>
/// <param name="Orchestrator">The orchestrator's name.</param>
/// <param name="State">How it stands.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record OrchestrationInfo(string InstanceId, string Orchestrator, OrchestrationState State, string? Failure);
