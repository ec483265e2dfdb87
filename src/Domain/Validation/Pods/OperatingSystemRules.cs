using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>What a pod that names its operating system may say.</summary>
internal static class OperatingSystemRules
{
    private const string NotOnWindows = "cannot be set for a windows pod";
    private const string NotOnLinux = "windows options cannot be set for a linux pod";

    internal static void Validate(PodSpec spec, FieldPath path, FieldErrors errors)
    {
        switch (spec.Os)
        {
            case null:
                break;
            case { Name: null or "" }:
                errors.Required(path.Child("os", "name"), "cannot be empty");
                break;
            case { Name: "linux" }:
                Linux(spec, path, errors);
                break;
            case { Name: "windows" }:
                Windows(spec, path, errors);
                break;
            default:
                errors.NotSupported(path.Child("os"), spec.Os.Name, "linux", "windows");
                break;
        }
    }

    private static void Linux(PodSpec spec, FieldPath path, FieldErrors errors)
    {
        Forbid(spec.SecurityContext?.WindowsOptions, path.Child("securityContext", "windowsOptions"), NotOnLinux, errors);
        EachContainer(spec, path, (context, at) => Forbid(context.WindowsOptions, at.Child("windowsOptions"), NotOnLinux, errors));
    }

    private static void Windows(PodSpec spec, FieldPath path, FieldErrors errors)
    {
        var at = path.Child("securityContext");
        var context = spec.SecurityContext ?? new PodSecurityContext();
        Each(
            (context.AppArmorProfile, at.Child("appArmorProfile")),
            (context.SeLinuxOptions, at.Child("seLinuxOptions")),
            (spec.HostUsers, path.Child("hostUsers")),
            (spec.HostPID == true ? true : null, path.Child("hostPID")),
            (spec.HostIPC == true ? true : null, path.Child("hostIPC")),
            (context.SeccompProfile, at.Child("seccompProfile")),
            (context.FsGroup, at.Child("fsGroup")),
            (context.FsGroupChangePolicy, at.Child("fsGroupChangePolicy")),
            (context.Sysctls is { Count: > 0 } ? context.Sysctls : null, at.Child("sysctls")),
            (spec.ShareProcessNamespace, path.Child("shareProcessNamespace")),
            (context.RunAsUser, at.Child("runAsUser")),
            (context.RunAsGroup, at.Child("runAsGroup")),
            (context.SupplementalGroups, at.Child("supplementalGroups")),
            (context.SupplementalGroupsPolicy, at.Child("supplementalGroupsPolicy")));
        EachContainer(spec, path, (container, within) => Each(
            (container.AppArmorProfile, within.Child("appArmorProfile")),
            (container.SeLinuxOptions, within.Child("seLinuxOptions")),
            (container.SeccompProfile, within.Child("seccompProfile")),
            (container.Capabilities, within.Child("capabilities")),
            (container.ReadOnlyRootFilesystem, within.Child("readOnlyRootFilesystem")),
            (container.Privileged, within.Child("privileged")),
            (container.AllowPrivilegeEscalation, within.Child("allowPrivilegeEscalation")),
            (container.ProcMount, within.Child("procMount")),
            (container.RunAsUser, within.Child("runAsUser")),
            (container.RunAsGroup, within.Child("runAsGroup"))));

        void Each(params (object? Value, FieldPath Path)[] fields)
        {
            foreach (var (value, field) in fields)
            {
                Forbid(value, field, NotOnWindows, errors);
            }
        }
    }

    private static void EachContainer(PodSpec spec, FieldPath path, Action<SecurityContext, FieldPath> action)
    {
        List(spec.InitContainers ?? [], path.Child("initContainers"));
        List(spec.Containers ?? [], path.Child("containers"));

        void List(IReadOnlyList<Container> containers, FieldPath list)
        {
            for (var i = 0; i < containers.Count; i++)
            {
                if (containers[i].SecurityContext is { } context)
                {
                    action(context, list.Index(i).Child("securityContext"));
                }
            }
        }
    }

    private static void Forbid(object? value, FieldPath path, string detail, FieldErrors errors)
    {
        if (value is not null)
        {
            errors.Forbidden(path, detail);
        }
    }
}
