using JobFlows.Domain.Core;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>
/// Finds the fields that a container group has nothing for and that a pod would miss. What only says where a pod is to be placed, or what is
/// meant for others to read, is passed over.
/// </summary>
internal static class UnsupportedFields
{
    private static readonly string[] UnknownBeforeTheStart = ["status.podIP", "status.podIPs", "status.hostIP", "status.hostIPs"];

    /// <summary>Each with what is wrong with it, in the order of the spec.</summary>
    public static List<string> Of(PodSpec spec)
    {
        var found = new List<string>();
        Check(found, "spec",
            (spec.HostNetwork == true, "hostNetwork", "a container group shares nothing with its host"),
            (spec.HostPID == true, "hostPID", "a container group shares nothing with its host"),
            (spec.HostIPC == true, "hostIPC", "a container group shares nothing with its host"),
            (spec.ShareProcessNamespace == true, "shareProcessNamespace", "the containers of a group don't see each other's processes"),
            (spec.HostAliases is { Count: > 0 }, "hostAliases", "a container group has an /etc/hosts of its own"),
            (spec.DnsConfig is not null, "dnsConfig", "a container group uses the name servers of its network"),
            (spec.ResourceClaims is { Count: > 0 }, "resourceClaims", "there are no devices"),
            (spec.RuntimeClassName is not null, "runtimeClassName", "there is one way to run a container group"),
            (spec.Os is { Name: not ("linux" or null) }, "os", "container groups run Linux"),
            (spec.Resources is not null, "resources", "each container has resources of its own"));
        Check(found, "spec.securityContext",
            (spec.SecurityContext?.FsGroup is not null, "fsGroup", "volumes belong to root"),
            (spec.SecurityContext?.SupplementalGroups is { Count: > 0 }, "supplementalGroups", "a container has one group"),
            (spec.SecurityContext?.Sysctls is { Count: > 0 }, "sysctls", "kernel parameters can't be set"),
            (spec.SecurityContext?.SeLinuxOptions is not null, "seLinuxOptions", "there is no SELinux"),
            (spec.SecurityContext?.SeccompProfile is { Type: "Localhost" }, "seccompProfile", "there are no profiles on the host"),
            (spec.SecurityContext?.AppArmorProfile is { Type: "Localhost" }, "appArmorProfile", "there are no profiles on the host"));
        foreach (var (container, index) in (spec.InitContainers ?? []).Select((container, index) => (container, index)))
        {
            var field = $"spec.initContainers[{index}]";
            Check(found, field,
                (container.RestartPolicy is not null, "restartPolicy", "init containers of a group run to their end, so there are no sidecars"),
                (container.Ports is { Count: > 0 }, "ports", "init containers of a group have none"),
                (container.LivenessProbe is not null, "livenessProbe", "init containers of a group have none"),
                (container.ReadinessProbe is not null, "readinessProbe", "init containers of a group have none"),
                (Exceeds(spec, container), "resources", "an init container has what the others request together, which is less"));
            Check(found, field, spec, container);
        }

        foreach (var (container, index) in (spec.Containers ?? []).Select((container, index) => (container, index)))
        {
            var field = $"spec.containers[{index}]";
            Check(found, field,
                (container.RestartPolicy is not null, "restartPolicy", "the containers of a group have one restart policy, the pod's"),
                (container.Ports?.Any(port => port.Protocol is not (null or "TCP" or "UDP")) == true, "ports", "there are TCP and UDP ports"));
            Check(found, $"{field}.livenessProbe", container.LivenessProbe, container.Ports);
            Check(found, $"{field}.readinessProbe", container.ReadinessProbe, container.Ports);
            Check(found, field, spec, container);
        }

        return found;
    }

    private static void Check(List<string> found, string field, PodSpec spec, Container container)
    {
        Check(found, field,
            (string.IsNullOrEmpty(container.Image), "image", "a container of a group needs one"),
            (container.Args is { Count: > 0 } && container.Command is not { Count: > 0 }, "args", "a container of a group has one command line: write the command as well"),
            (!string.IsNullOrEmpty(container.WorkingDir), "workingDir", "a container of a group starts where its image says"),
            (container.RestartPolicyRules is { Count: > 0 }, "restartPolicyRules", "a container group restarts by its policy alone"),
            (container.Lifecycle is not null, "lifecycle", "a container group has no hooks"),
            (container.StartupProbe is not null, "startupProbe", "a container group has liveness and readiness probes"),
            (container.VolumeDevices is { Count: > 0 }, "volumeDevices", "a container group has no block devices"),
            (container.Stdin == true, "stdin", "nothing can be written to a container of a group"),
            (container.Tty == true, "tty", "a container of a group has no terminal"),
            (Devices(container).Any(), "resources", $"a container of a group has processors and memory, but no {Devices(container).FirstOrDefault()}"));
        var security = container.SecurityContext;
        Check(found, $"{field}.securityContext",
            (security?.ReadOnlyRootFilesystem == true, "readOnlyRootFilesystem", "it can be written"),
            ((security?.RunAsNonRoot ?? spec.SecurityContext?.RunAsNonRoot) == true && (security?.RunAsUser ?? spec.SecurityContext?.RunAsUser) is null or 0, "runAsNonRoot", "whom the image names is not known: set runAsUser as well"),
            (security?.SeLinuxOptions is not null, "seLinuxOptions", "there is no SELinux"),
            (security?.ProcMount is not (null or "Default"), "procMount", "/proc is the usual one"),
            (security?.SeccompProfile is { Type: "Localhost" }, "seccompProfile", "there are no profiles on the host"),
            (security?.AppArmorProfile is { Type: "Localhost" }, "appArmorProfile", "there are no profiles on the host"));
        foreach (var (variable, index) in (container.Env ?? []).Select((variable, index) => (variable, index)))
        {
            Check(found, $"{field}.env[{index}].valueFrom",
                (UnknownBeforeTheStart.Contains(variable.ValueFrom?.FieldRef?.FieldPath), "fieldRef", $"{variable.ValueFrom?.FieldRef?.FieldPath} is not known before the group is there"),
                (variable.ValueFrom?.FileKeyRef is not null, "fileKeyRef", "a container group takes no variables from files"));
        }

        foreach (var (mount, index) in (container.VolumeMounts ?? []).Select((mount, index) => (mount, index)))
        {
            Check(found, $"{field}.volumeMounts[{index}]",
                (mount.MountPath?.Contains(':') == true, "mountPath", "it can't have a colon"),
                (!string.IsNullOrEmpty(mount.SubPath), "subPath", "a container group mounts whole volumes"),
                (!string.IsNullOrEmpty(mount.SubPathExpr), "subPathExpr", "a container group mounts whole volumes"),
                (mount.MountPropagation is not (null or "None"), "mountPropagation", "mounts are not shared"));
        }
    }

    private static void Check(List<string> found, string field, Probe? probe, IReadOnlyList<ContainerPort>? ports) => Check(found, field,
        (probe?.TcpSocket is not null, "tcpSocket", "a container group probes by command or HTTP"),
        (probe?.Grpc is not null, "grpc", "a container group probes by command or HTTP"),
        (!string.IsNullOrEmpty(probe?.HttpGet?.Host), "httpGet.host", "the container itself is asked"),
        (probe?.HttpGet is { } get && GroupProbe.Port(get, ports) is null, "httpGet.port", "the container has no port of that name"));

    private static void Check(List<string> found, string field, params ReadOnlySpan<(bool Unsupported, string Name, string Why)> checks)
    {
        foreach (var (unsupported, name, why) in checks)
        {
            if (unsupported)
            {
                found.Add($"{field}.{name}: {why}");
            }
        }
    }

    private static IEnumerable<string> Devices(Container container) =>
        (container.Resources?.Limits?.Keys ?? []).Concat(container.Resources?.Requests?.Keys ?? [])
            .Where(name => name is not ("cpu" or "memory" or "ephemeral-storage"));

    private static bool Exceeds(PodSpec spec, Container init) => GroupPlanner.Defaults.Keys.Any(name =>
        init.Resources?.Requests is { } requests && requests.TryGetValue(name, out var asked)
        && asked.Value > (spec.Containers ?? []).Sum(container => container.Resources?.Requests is { } theirs && theirs.TryGetValue(name, out var amount) ? amount.Value : GroupPlanner.Defaults[name]));
}
