using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>The lists of containers of a pod: names and host ports unique, and what each kind of container may have.</summary>
internal static class ContainerListRules
{
    private const string NotForInit = "may not be set for init containers without restartPolicy=Always";

    internal static void Containers(IReadOnlyList<Container> containers, FieldPath path, PodSurroundings pod, FieldErrors errors)
    {
        if (containers.Count == 0)
        {
            errors.Required(path);
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < containers.Count; i++)
        {
            var (container, at) = (containers[i], path.Index(i));
            ContainerRules.Validate(container, at, pod, errors);
            if (!names.Add(container.Name ?? ""))
            {
                errors.Duplicate(at.Child("name"), container.Name ?? "");
            }

            ProbeRules.Lifecycle(container.Lifecycle, pod.GracePeriodSeconds, at.Child("lifecycle"), errors);
            ProbeRules.Probes(container, pod.GracePeriodSeconds, at, errors);
            RestartRules.Validate(container, at, errors);
        }

        UniqueHostPorts(containers, path, errors);
    }

    internal static void InitContainers(PodSpec spec, FieldPath path, PodSurroundings pod, FieldErrors errors)
    {
        var names = (spec.Containers ?? []).Select(container => container.Name ?? "").ToHashSet(StringComparer.Ordinal);
        var containers = spec.InitContainers ?? [];
        for (var i = 0; i < containers.Count; i++)
        {
            var (container, at) = (containers[i], path.Index(i));
            ContainerRules.Validate(container, at, pod, errors);
            RestartRules.Validate(container, at, errors);
            if (!string.IsNullOrEmpty(container.Name) && !names.Add(container.Name))
            {
                errors.Duplicate(at.Child("name"), container.Name);
            }

            // They run one after another, so ports may repeat between them. (The index that upstream reports is always 0.)
            UniqueHostPorts([container], path, errors);
            if (container.RestartPolicy == "Always")
            {
                ProbeRules.Lifecycle(container.Lifecycle, pod.GracePeriodSeconds, at.Child("lifecycle"), errors);
                ProbeRules.Probes(container, pod.GracePeriodSeconds, at, errors);
            }
            else
            {
                NoProbes(container, at, errors);
            }
        }
    }

    internal static void EachPort(IReadOnlyList<Container> containers, FieldPath path, Action<ContainerPort, FieldPath> action)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            var ports = containers[i].Ports ?? [];
            for (var j = 0; j < ports.Count; j++)
            {
                action(ports[j], path.Index(i).Child("ports").Index(j));
            }
        }
    }

    private static void NoProbes(Container container, FieldPath path, FieldErrors errors)
    {
        Forbid(container.Lifecycle, "lifecycle");
        Forbid(container.LivenessProbe, "livenessProbe");
        Forbid(container.ReadinessProbe, "readinessProbe");
        Forbid(container.StartupProbe, "startupProbe");

        void Forbid(object? value, string field)
        {
            if (value is not null)
            {
                errors.Forbidden(path.Child(field), NotForInit);
            }
        }
    }

    private static void UniqueHostPorts(IReadOnlyList<Container> containers, FieldPath path, FieldErrors errors)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        EachPort(containers, path, (port, at) =>
        {
            var text = $"{port.Protocol}/{port.HostIP}/{port.HostPort}";
            if (port.HostPort is not (null or 0) && !taken.Add(text))
            {
                errors.Duplicate(at.Child("hostPort"), text);
            }
        });
    }
}
