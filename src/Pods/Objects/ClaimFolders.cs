using JobFlows.Domain.Core;

namespace JobFlows.Pods.Objects;

/// <summary>Which folders persistentVolumeClaims mean: <c>NAMESPACE/NAME</c> below one.</summary>
internal sealed record ClaimFolders(string Root)
{
    /// <summary>Where the folder of a claim is, or has to be.</summary>
    public string Of(string? @namespace, string? claim) => Path.Combine(Root, @namespace ?? string.Empty, claim ?? string.Empty);

    /// <summary>The first claim of the pod that has no folder; null when all have.</summary>
    public string? FindMissing(Pod pod) => (pod.Spec?.Volumes ?? [])
        .Select(volume => volume.PersistentVolumeClaim?.ClaimName)
        .FirstOrDefault(claim => claim is not null && !Directory.Exists(Of(pod.Metadata.Namespace, claim)));
}
