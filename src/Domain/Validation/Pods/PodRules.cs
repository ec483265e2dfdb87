using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>A whole pod (upstream <c>ValidatePodCreate</c>).</summary>
internal static class PodRules
{
    internal static void Validate(Pod pod, FieldErrors errors)
    {
        MetadataAndSpec(pod, errors);
        var spec = pod.Spec ?? new PodSpec();
        if (spec.EphemeralContainers is { Count: > 0 })
        {
            errors.Forbidden(FieldPath.Spec.Child("ephemeralContainers"), "cannot be set on create");
        }

        if (!string.IsNullOrEmpty(spec.NodeName) && spec.SchedulingGates is { Count: > 0 })
        {
            errors.Forbidden(FieldPath.Spec.Child("nodeName"), "cannot be set until all schedulingGates have been cleared");
        }
    }

    internal static void MetadataAndSpec(Pod pod, FieldErrors errors)
    {
        var spec = pod.Spec ?? new PodSpec();
        ObjectMetaRules.Validate(pod.Metadata, namespaced: true, Names.Dns1123Subdomain, errors);
        PodSpecRules.Validate(spec, FieldPath.Spec, errors, isPod: true);
        if (string.IsNullOrEmpty(spec.ServiceAccountName))
        {
            NoTokens(spec.Volumes ?? [], errors);
        }

        ContainerRules.ValidateOfPod(spec.Containers ?? [], FieldPath.Spec.Child("containers"), errors);
        ContainerRules.ValidateOfPod(spec.InitContainers ?? [], FieldPath.Spec.Child("initContainers"), errors);
    }

    private static void NoTokens(IReadOnlyList<Volume> volumes, FieldErrors errors)
    {
        for (var i = 0; i < volumes.Count; i++)
        {
            var sources = volumes[i].Projected?.Sources ?? [];
            for (var j = 0; j < sources.Count; j++)
            {
                if (sources[j].ServiceAccountToken is not null)
                {
                    errors.Forbidden(
                        FieldPath.Spec.Child("volumes").Index(i).Child("projected", "sources").Index(j).Child("serviceAccountToken"),
                        "must not be specified when serviceAccountName is not set");
                }
            }
        }
    }
}
