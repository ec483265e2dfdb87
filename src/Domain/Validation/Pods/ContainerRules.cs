using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>What holds for every container, init containers included.</summary>
internal static class ContainerRules
{
    internal static void Validate(Container container, FieldPath path, PodSurroundings pod, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(container.Name))
        {
            errors.Required(path.Child("name"));
        }
        else
        {
            FieldRules.Dns1123Label(path.Child("name"), container.Name, errors);
        }

        FieldRules.RequiredText(path.Child("image"), container.Image, errors);
        FieldRules.RequiredOneOf(
            path.Child("terminationMessagePolicy"), container.TerminationMessagePolicy, errors, "File", "FallbackToLogsOnError");
        NulRules.Validate(container, path, errors);
        PortRules.Validate(container.Ports ?? [], path.Child("ports"), errors);
        EnvironmentRules.Variables(container.Env ?? [], path.Child("env"), errors);
        EnvironmentRules.Sources(container.EnvFrom ?? [], path.Child("envFrom"), errors);
        MountRules.Mounts(container, path.Child("volumeMounts"), pod.Volumes, errors);
        MountRules.Devices(container, path.Child("volumeDevices"), pod.Volumes, errors);
        FieldRules.RequiredOneOf(path.Child("imagePullPolicy"), container.ImagePullPolicy, errors, "Always", "IfNotPresent", "Never");
        ResourceRules.Validate(container.Resources ?? new ResourceRequirements(), path.Child("resources"), pod.ResourceClaims, errors);
        ResizePolicies(container.ResizePolicy ?? [], path.Child("resizePolicy"), pod.RestartPolicy, errors);
        SecurityContextRules.Validate(container.SecurityContext, path.Child("securityContext"), pod.HostUsers, errors);
    }

    /// <summary>What holds for the containers of a pod, but not of a template.</summary>
    internal static void ValidateOfPod(IReadOnlyList<Container> containers, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            var image = containers[i].Image ?? "";
            if (image.Length != image.Trim().Length)
            {
                errors.Invalid(path.Index(i).Child("image"), image, "must not have leading or trailing whitespace");
            }
        }
    }

    private static void ResizePolicies(IReadOnlyList<ContainerResizePolicy> policies, FieldPath path, string? podRestartPolicy, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < policies.Count; i++)
        {
            var policy = policies[i];
            if (!names.Add(policy.ResourceName ?? ""))
            {
                errors.Duplicate(path.Index(i), policy.ResourceName ?? "");
            }

            FieldRules.RequiredOneOf(path, policy.ResourceName, errors, "cpu", "memory");
            FieldRules.RequiredOneOf(path, policy.RestartPolicy, errors, "NotRequired", "RestartContainer");
            if (podRestartPolicy == "Never" && policy.RestartPolicy != "NotRequired")
            {
                errors.Invalid(path, policy.RestartPolicy ?? "", "must be 'NotRequired' when `restartPolicy` is 'Never'");
            }
        }
    }
}
