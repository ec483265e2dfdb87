using System.Globalization;
using JobFlows.Domain.Core;
using JobFlows.Pods.Containers;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>As whom a container runs; the tool looks names up in the image.</summary>
/// <param name="Options">The options that say so.</param>
/// <param name="Refusal">Why it must not run; null when it may.</param>
internal sealed record EngineUser(IReadOnlyList<string> Options, string? Refusal)
{
    private const string Root = "0";

    /// <summary>Decides by the container's security context, the pod's, then the image.</summary>
    public static EngineUser Of(Pod pod, Container container, string? imageUser)
    {
        var mine = container.SecurityContext;
        var shared = pod.Spec?.SecurityContext;
        var user = mine?.RunAsUser ?? shared?.RunAsUser;
        var group = mine?.RunAsGroup ?? shared?.RunAsGroup;
        var image = (imageUser ?? string.Empty).Split(':', 2)[0] is { Length: > 0 } named ? named : Root;
        if (RunAs.Forbidden(mine?.RunAsNonRoot ?? shared?.RunAsNonRoot, user, image, pod, container) is { } refusal)
        {
            return new EngineUser([], refusal);
        }

        // A user without a group is in its own group if the image knows it, and in root's otherwise, with the tool as with a kubelet.
        string? wanted = (user, group) switch
        {
            (null, null) => null,
            ({ } one, null) => Text(one),
            (null, { } one) => $"{image}:{Text(one)}",
            ({ } one, { } other) => $"{Text(one)}:{Text(other)}",
        };
        long[] groups = [.. shared?.FsGroup is { } fsGroup ? (long[])[fsGroup] : [], .. shared?.SupplementalGroups ?? []];
        return new EngineUser(
            [.. wanted is null ? [] : (string[])["--user", wanted], .. groups.Distinct().SelectMany(one => (string[])["--group-add", Text(one)])], Refusal: null);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
