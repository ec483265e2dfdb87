using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Claims;

/// <summary>The ends in a claim's content.</summary>
/// <param name="ByPod">The last report of each pod that has ended, by UID.</param>
/// <param name="Part">The part to append to.</param>
internal sealed record ClaimEndings(IReadOnlyDictionary<string, PodReport> ByPod, int Part);
