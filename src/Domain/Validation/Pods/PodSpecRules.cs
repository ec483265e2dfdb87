using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>A pod's spec, in a pod or in a template (upstream <c>ValidatePodSpec</c>); errors come in upstream's order.</summary>
internal static class PodSpecRules
{
    internal static void Validate(PodSpec spec, FieldPath path, FieldErrors errors, bool isPod)
    {
        if (spec.TerminationGracePeriodSeconds is null)
        {
            errors.Required(path.Child("terminationGracePeriodSeconds"));
        }

        var surroundings = new PodSurroundings(
            VolumeRules.Validate(spec.Volumes ?? [], path.Child("volumes"), errors),
            (spec.ResourceClaims ?? []).Select(claim => claim.Name ?? "").Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal),
            spec.TerminationGracePeriodSeconds,
            spec.RestartPolicy,
            spec.HostUsers ?? true);
        ResourceClaims(spec.ResourceClaims ?? [], path.Child("resourceClaims"), errors);
        ContainerListRules.Containers(spec.Containers ?? [], path.Child("containers"), surroundings, errors);
        ContainerListRules.InitContainers(spec, path.Child("initContainers"), surroundings, errors);
        if (spec.Resources is { } resources)
        {
            ResourceRules.Validate(resources, path.Child("resources"), surroundings.ResourceClaims, errors);
        }

        HostNetworkPorts(spec, path, isPod, errors);
        FieldRules.RequiredOneOf(path.Child("restartPolicy"), spec.RestartPolicy, errors, "Always", "OnFailure", "Never");
        FieldRules.RequiredOneOf(path.Child("dnsPolicy"), spec.DnsPolicy, errors, "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        LabelRules.Labels(spec.NodeSelector, path.Child("nodeSelector"), errors);
        PodSecurityRules.Validate(spec, path.Child("securityContext"), errors);
        AffinityRules.Validate(spec.Affinity, path.Child("affinity"), errors);
        DnsRules.Validate(spec.DnsConfig, spec.DnsPolicy, path.Child("dnsConfig"), errors);
        Gates(spec, path, errors);
        TopologyRules.Validate(spec.TopologySpreadConstraints ?? [], path.Child("topologySpreadConstraints"), errors);
        HostUsers(spec, path, errors);
        NamesAndDeadline(spec, path, errors);
        TolerationRules.Validate(spec.Tolerations ?? [], path.Child("tolerations"), errors);
        HostAliases(spec.HostAliases ?? [], path.Child("hostAliases"), errors);
        Scheduling(spec, path, surroundings, errors);
        OperatingSystemRules.Validate(spec, path, errors);
    }

    private static void ResourceClaims(IReadOnlyList<PodResourceClaim> claims, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < claims.Count; i++)
        {
            var (claim, at) = (claims[i], path.Index(i));
            if (string.IsNullOrEmpty(claim.Name))
            {
                errors.Required(at.Child("name"));
            }
            else if (!names.Add(claim.Name))
            {
                errors.Duplicate(at.Child("name"), claim.Name);
            }
            else
            {
                FieldRules.Dns1123Label(at.Child("name"), claim.Name, errors);
            }

            switch (claim)
            {
                case { ResourceClaimName: not null, ResourceClaimTemplateName: not null }:
                    errors.Invalid(at, claim, "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
                    break;
                case { ResourceClaimName: null, ResourceClaimTemplateName: null }:
                    errors.Invalid(at, claim, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
                    break;
            }

            OptionalSubdomain(at.Child("resourceClaimName"), claim.ResourceClaimName, errors);
            OptionalSubdomain(at.Child("resourceClaimTemplateName"), claim.ResourceClaimTemplateName, errors);
        }
    }

    // A template may leave host ports out, because they are filled in when the pod is made.
    private static void HostNetworkPorts(PodSpec spec, FieldPath path, bool isPod, FieldErrors errors)
    {
        if (spec.HostNetwork != true)
        {
            return;
        }

        ContainerListRules.EachPort(spec.Containers ?? [], path.Child("containers"), (port, at) =>
        {
            var host = port.HostPort ?? 0;
            if ((isPod || host != 0) && host != (port.ContainerPortValue ?? 0))
            {
                errors.Invalid(at.Child("hostPort"), host, "must match `containerPort` when `hostNetwork` is true");
            }
        });
    }

    private static void Gates(PodSpec spec, FieldPath path, FieldErrors errors)
    {
        var readiness = spec.ReadinessGates ?? [];
        for (var i = 0; i < readiness.Count; i++)
        {
            FieldRules.QualifiedName(path.Child("readinessGates").Index(i).Child("conditionType"), readiness[i].ConditionType, errors);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var scheduling = spec.SchedulingGates ?? [];
        for (var i = 0; i < scheduling.Count; i++)
        {
            var at = path.Child("schedulingGates").Index(i);
            var name = scheduling[i].Name ?? "";
            FieldRules.QualifiedName(at, name, errors);
            if (!names.Add(name))
            {
                errors.Duplicate(at, name);
            }
        }
    }

    private static void HostUsers(PodSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.HostUsers != false)
        {
            return;
        }

        const string Detail = "when `hostUsers` is false";
        if (spec.HostNetwork == true)
        {
            errors.Forbidden(path.Child("hostNetwork"), Detail);
        }

        if (spec.HostPID == true)
        {
            errors.Forbidden(path.Child("hostPID"), Detail);
        }

        if (spec.HostIPC == true)
        {
            errors.Forbidden(path.Child("hostIPC"), Detail);
        }
    }

    private static void NamesAndDeadline(PodSpec spec, FieldPath path, FieldErrors errors)
    {
        OptionalSubdomain(path.Child("serviceAccountName"), spec.ServiceAccountName, errors);
        OptionalSubdomain(path.Child("nodeName"), spec.NodeName, errors);
        if (spec.ActiveDeadlineSeconds is { } deadline)
        {
            foreach (var message in Names.InRange(deadline, 1, int.MaxValue))
            {
                errors.Invalid(path.Child("activeDeadlineSeconds"), deadline, message);
            }
        }

        OptionalLabel(path.Child("hostname"), spec.Hostname, errors);
        OptionalLabel(path.Child("subdomain"), spec.Subdomain, errors);
    }

    private static void Scheduling(PodSpec spec, FieldPath path, PodSurroundings surroundings, FieldErrors errors)
    {
        OptionalSubdomain(path.Child("priorityClassName"), spec.PriorityClassName, errors);
        if (spec.RuntimeClassName is { } runtimeClass)
        {
            FieldRules.Dns1123Subdomain(path.Child("runtimeClassName"), runtimeClass, errors);
        }

        if (spec.PreemptionPolicy is { } preemption)
        {
            FieldRules.RequiredOneOf(path.Child("preemptionPolicy"), preemption, errors, "PreemptLowerPriority", "Never");
        }

        if (spec.Overhead is { } overhead)
        {
            ResourceRules.Validate(new ResourceRequirements { Limits = overhead }, path.Child("overhead"), surroundings.ResourceClaims, errors);
        }
    }

    private static void HostAliases(IReadOnlyList<HostAlias> aliases, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < aliases.Count; i++)
        {
            var at = path.Index(i);
            FieldRules.IpAddress(at.Child("ip"), aliases[i].Ip, errors);
            var names = aliases[i].Hostnames ?? [];
            for (var j = 0; j < names.Count; j++)
            {
                FieldRules.Dns1123Subdomain(at.Child("hostnames").Index(j), names[j], errors);
            }
        }
    }

    private static void OptionalSubdomain(FieldPath path, string? value, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(value))
        {
            FieldRules.Dns1123Subdomain(path, value, errors);
        }
    }

    private static void OptionalLabel(FieldPath path, string? value, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(value))
        {
            FieldRules.Dns1123Label(path, value, errors);
        }
    }
}
