using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>A pod template (upstream <c>ValidatePodTemplateSpec</c>).</summary>
internal static class PodTemplateRules
{
    internal static void Validate(PodTemplateSpec template, FieldPath path, FieldErrors errors)
    {
        var meta = template.Metadata ?? new ObjectMeta();
        var spec = template.Spec ?? new PodSpec();
        LabelRules.Labels(meta.Labels, path.Child("labels"), errors);
        ObjectMetaRules.Annotations(meta.Annotations, path.Child("annotations"), errors);
        StartDeadlineRules.Validate(meta.Annotations, path.Child("annotations"), errors);
        PodSpecRules.Validate(spec, path.Child("spec"), errors, isPod: false);
        if (spec.EphemeralContainers is { Count: > 0 })
        {
            errors.Forbidden(path.Child("spec", "ephemeralContainers"), "ephemeral containers not allowed in pod template");
        }
    }
}
