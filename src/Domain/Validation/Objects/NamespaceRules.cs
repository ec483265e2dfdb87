using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Objects;

/// <summary>Namespaces.</summary>
internal static class NamespaceRules
{
    internal static void Validate(Namespace @namespace, FieldErrors errors)
    {
        ObjectMetaRules.Validate(@namespace.Metadata, namespaced: false, Names.Dns1123Label, errors);
        foreach (var finalizer in @namespace.Spec?.Finalizers ?? [])
        {
            ObjectMetaRules.FinalizerName(finalizer, FieldPath.Spec.Child("finalizers"), errors);
        }
    }

    internal static void ValidateStatusUpdate(Namespace @namespace, FieldErrors errors)
    {
        var phase = @namespace.Status?.Phase ?? "";
        var (expected, when) = @namespace.Metadata.DeletionTimestamp is null ? ("Active", "empty") : ("Terminating", "not empty");
        if (phase != expected)
        {
            errors.Invalid(FieldPath.Status.Child("Phase"), phase, $"may only be '{expected}' if `deletionTimestamp` is {when}");
        }
    }
}
