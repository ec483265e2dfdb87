using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Pods;

/// <summary>A pod that could not be created.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Why">In Kubernetes' words.</param>
public sealed record RefusedPod(Pod Pod, string Why);
