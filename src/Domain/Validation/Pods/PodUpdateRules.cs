using JobFlows.Domain.Core;
using JobFlows.Domain.Pods;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>What may change in a pod (upstream <c>ValidatePodUpdate</c>).</summary>
internal static class PodUpdateRules
{
    private const string Updatable = "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    internal static void Validate(Pod old, Pod pod, FieldErrors errors)
    {
        PodRules.MetadataAndSpec(pod, errors);
        var (before, after, path) = (old.Spec ?? new PodSpec(), pod.Spec ?? new PodSpec(), FieldPath.Spec);
        if (!SameContainers(before.Containers, after.Containers, path.Child("containers"), errors)
            || !SameContainers(before.InitContainers, after.InitContainers, path.Child("initContainers"), errors)
            || !ActiveDeadline(before.ActiveDeadlineSeconds, after.ActiveDeadlineSeconds, path.Child("activeDeadlineSeconds"), errors))
        {
            return;
        }

        Tolerations(before.Tolerations ?? [], after.Tolerations ?? [], path.Child("tolerations"), errors);
        SchedulingGates(before, after, path.Child("schedulingGates"), errors);
        if (SemanticEquality.AreEqual(before, after))
        {
            return;
        }

        if (PodQos.Of(before) != PodQos.Of(after))
        {
            errors.Invalid(FieldPath.Metadata, pod.Status?.QosClass ?? "", "Pod QoS is immutable");
        }

        Unchanged(before, AsBefore(before, after, errors), path, errors);
    }

    private static bool SameContainers(
        IReadOnlyList<Container>? before, IReadOnlyList<Container>? after, FieldPath path, FieldErrors errors)
    {
        if ((before?.Count ?? 0) == (after?.Count ?? 0))
        {
            return true;
        }

        errors.Forbidden(path, "pod updates may not add or remove containers");
        return false;
    }

    private static bool ActiveDeadline(long? before, long? after, FieldPath path, FieldErrors errors)
    {
        if (after is null)
        {
            if (before is not null)
            {
                errors.Invalid(path, after, "must not update from a positive integer to nil value");
            }

            return true;
        }

        if (after is < 0 or > int.MaxValue)
        {
            errors.Invalid(path, after.Value, $"must be between 0 and {int.MaxValue}, inclusive");
            return false;
        }

        if (before < after)
        {
            errors.Invalid(path, after.Value, "must be less than or equal to previous value");
            return false;
        }

        return true;
    }

    private static void Tolerations(IReadOnlyList<Toleration> before, IReadOnlyList<Toleration> after, FieldPath path, FieldErrors errors)
    {
        if (!before.All(old => after.Any(toleration => old with { TolerationSeconds = toleration.TolerationSeconds } == toleration)))
        {
            errors.Forbidden(path, "existing toleration can not be modified except its tolerationSeconds");
        }
    }

    private static void SchedulingGates(PodSpec before, PodSpec after, FieldPath path, FieldErrors errors)
    {
        var gates = after.SchedulingGates ?? [];
        for (var i = 0; i < gates.Count; i++)
        {
            if ((before.SchedulingGates ?? []).All(gate => gate.Name != gates[i].Name))
            {
                errors.Forbidden(path.Index(i).Child("name"), $"only deletion is allowed, but found new scheduling gate '{gates[i].Name}'");
            }
        }
    }

    /// <summary>The new spec with all that may change put back to what it was.</summary>
    private static PodSpec AsBefore(PodSpec before, PodSpec after, FieldErrors errors)
    {
        var gated = before.SchedulingGates is { Count: > 0 };
        if (gated)
        {
            NodeSelectorAdditions(before, after, errors);
        }

        return after with
        {
            Containers = WithImagesOf(before.Containers, after.Containers),
            InitContainers = WithImagesOf(before.InitContainers, after.InitContainers),
            ActiveDeadlineSeconds = before.ActiveDeadlineSeconds,
            SchedulingGates = before.SchedulingGates,
            Tolerations = before.Tolerations,
            NodeSelector = gated ? before.NodeSelector : after.NodeSelector,
            TerminationGracePeriodSeconds = before.TerminationGracePeriodSeconds < 0 && after.TerminationGracePeriodSeconds == 1
                ? before.TerminationGracePeriodSeconds
                : after.TerminationGracePeriodSeconds,
        };
    }

    private static void NodeSelectorAdditions(PodSpec before, PodSpec after, FieldErrors errors)
    {
        foreach (var (key, value) in before.NodeSelector ?? new Dictionary<string, string>())
        {
            if (after.NodeSelector?.GetValueOrDefault(key) != value)
            {
                errors.Invalid(
                    FieldPath.Spec.Child("nodeSelector"),
                    after.NodeSelector,
                    "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
                return;
            }
        }
    }

    private static IReadOnlyList<Container>? WithImagesOf(IReadOnlyList<Container>? source, IReadOnlyList<Container>? containers) =>
        source is null || containers is null
            ? containers
            : [.. containers.Zip(source, (container, from) => container with { Image = from.Image })];

    // Upstream shows a diff of Go structures after the line break; we name the fields.
    private static void Unchanged(PodSpec before, PodSpec after, FieldPath path, FieldErrors errors)
    {
        var changed = SemanticEquality.ChangedMembers(before, after);
        if (changed.Count > 0)
        {
            errors.Forbidden(
                path,
                $"pod updates may not change fields other than {Updatable}\n{string.Join('\n', changed.Select(name => path.Child(name)))}");
        }
    }
}
