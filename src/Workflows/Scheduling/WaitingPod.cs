using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Scheduling;

/// <summary>A pod that waits for room.</summary>
/// <param name="Pod">The pod as stored.</param>
/// <param name="Message">Why it waits, in the scheduler's words.</param>
public sealed record WaitingPod(Pod Pod, string Message);
