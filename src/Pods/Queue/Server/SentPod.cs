using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Server;

/// <summary>A pod whose end has not been reported yet.</summary>
/// <param name="Pod">Which.</param>
/// <param name="Batch">Its batch.</param>
/// <param name="Job">The UID of what owns it, or its own.</param>
/// <param name="Status">What was last heard of it.</param>
internal sealed record SentPod(PodRef Pod, string Batch, string Job, PodStatus? Status);
