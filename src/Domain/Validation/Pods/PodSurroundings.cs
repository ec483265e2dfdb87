using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>What rules about one container need to know of its pod.</summary>
/// <param name="Volumes">The valid volumes, by name.</param>
/// <param name="ResourceClaims">The names of the pod's resource claims.</param>
/// <param name="GracePeriodSeconds">How long the pod may take to end, where that is known.</param>
/// <param name="RestartPolicy">The pod's restart policy.</param>
/// <param name="HostUsers">Whether the pod shares the host's user namespace.</param>
internal sealed record PodSurroundings(
    IReadOnlyDictionary<string, Volume> Volumes,
    IReadOnlySet<string> ResourceClaims,
    long? GracePeriodSeconds,
    string? RestartPolicy,
    bool HostUsers);
