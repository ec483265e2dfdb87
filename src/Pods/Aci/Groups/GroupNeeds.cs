using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>Finds what the description of a pod's group needs.</summary>
internal static class GroupNeeds
{
    /// <summary>What every pod may refer to, and the Secrets with registry passwords and the keys of file shares.</summary>
    public static IReadOnlyList<NeededObject> Of(Pod pod) =>
    [
        .. PodNeeds.Of(pod)
            .Concat((pod.Spec!.ImagePullSecrets ?? []).Select(secret => Secret(pod, secret.Name)))
            .Concat((pod.Spec.Volumes ?? []).Select(volume => Secret(pod, volume.AzureFile?.SecretName ?? volume.Csi?.VolumeAttributes?.GetValueOrDefault("secretName"))))
            .OfType<NeededObject>()
            .Distinct(),
    ];

    private static NeededObject? Secret(Pod pod, string? name) =>
        name is { Length: > 0 } ? new NeededObject(NeededObject.Secrets, pod.Metadata.Namespace ?? string.Empty, name) : null;
}
