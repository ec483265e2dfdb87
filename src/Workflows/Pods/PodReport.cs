using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Pods;

/// <summary>News of a pod from whoever runs it. The newest report replaces the older ones.</summary>
/// <param name="Pod">Which.</param>
/// <param name="Status">The whole pod status as it is now: phase, conditions, container statuses. Null when only events are reported.</param>
/// <param name="Stopped">No process of the pod is left and none will start: a deleted pod can go.</param>
/// <param name="Events">Kubernetes events to record about the pod, such as <c>Started</c>, <c>BackOff</c> or <c>FailedMount</c>.</param>
public sealed record PodReport(PodRef Pod, PodStatus? Status, bool Stopped, IReadOnlyList<PodEvent> Events);
