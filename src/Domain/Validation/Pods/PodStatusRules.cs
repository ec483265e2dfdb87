using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>How a pod's status may change (upstream <c>ValidatePodStatusUpdate</c>).</summary>
internal static class PodStatusRules
{
    private const string NotAgain = "may not be transitioned to non-terminated state";

    internal static void Validate(Pod old, Pod pod, FieldErrors errors)
    {
        var (before, after) = (old.Status ?? new PodStatus(), pod.Status ?? new PodStatus());
        var spec = old.Spec ?? new PodSpec();
        Conditions(after.Conditions ?? [], errors);
        if (!string.IsNullOrEmpty(after.NominatedNodeName) && after.NominatedNodeName != before.NominatedNodeName)
        {
            FieldRules.Dns1123Subdomain(FieldPath.Status.Child("nominatedNodeName"), after.NominatedNodeName, errors);
        }

        Containers(before.ContainerStatuses, after.ContainerStatuses, spec.Containers, "containerStatuses");
        Containers(before.InitContainerStatuses, after.InitContainerStatuses, spec.InitContainers, "initContainerStatuses");
        Addresses([.. (after.PodIPs ?? []).Select(ip => ip.Ip ?? "")], "podIPs", errors);
        HostAddresses(after, errors);

        void Containers(IReadOnlyList<ContainerStatus>? was, IReadOnlyList<ContainerStatus>? now, IReadOnlyList<Container>? containers, string field)
        {
            for (var i = 0; i < (was?.Count ?? 0); i++)
            {
                if (MustStayTerminated(was![i], spec.RestartPolicy, containers)
                    && (now ?? []).Any(status => status.Name == was[i].Name && status.State?.Terminated is null))
                {
                    errors.Forbidden(FieldPath.Status.Child(field).Index(i).Child("state"), NotAgain);
                }
            }
        }
    }

    private static bool MustStayTerminated(ContainerStatus status, string? podPolicy, IReadOnlyList<Container>? containers)
    {
        if (status.State?.Terminated is not { } end || podPolicy == "Always")
        {
            return false;
        }

        var container = (containers ?? []).FirstOrDefault(container => container.Name == status.Name);
        return container?.RestartPolicyRules is not { Count: > 0 }
            && (container?.RestartPolicy ?? podPolicy) switch
            {
                "Always" => false,
                "OnFailure" => end.ExitCode is null or 0,
                _ => true,
            };
    }

    // Upstream reports these below metadata.
    private static void Conditions(IReadOnlyList<PodCondition> conditions, FieldErrors errors)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            FieldRules.QualifiedName(FieldPath.Metadata.Child("conditions").Index(i).Child("Type"), conditions[i].Type, errors);
        }
    }

    private static void HostAddresses(PodStatus status, FieldErrors errors)
    {
        var addresses = (status.HostIPs ?? []).Select(ip => ip.Ip ?? "").ToList();
        if (addresses.Count > 0 && addresses[0] != (status.HostIP ?? ""))
        {
            errors.Invalid(FieldPath.Status.Child("hostIPs").Index(0).Child("ip"), addresses[0], "must be equal to `hostIP`");
        }

        Addresses(addresses, "hostIPs", errors);
    }

    private static void Addresses(List<string> addresses, string field, FieldErrors errors)
    {
        var path = FieldPath.Status.Child(field);
        for (var i = 0; i < addresses.Count; i++)
        {
            FieldRules.IpAddress(path.Index(i), addresses[i], errors);
        }

        if (addresses.Count > 2 || (addresses.Count == 2 && IpAddressText.IsV6Text(addresses[0]) == IpAddressText.IsV6Text(addresses[1])))
        {
            errors.InvalidOmitted(path, "may specify no more than one IP for each IP family");
        }
    }
}
