using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Objects;

/// <summary>PersistentVolumeClaims.</summary>
internal static class PersistentVolumeClaimRules
{
    private static readonly string[] AccessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

    internal static void Validate(PersistentVolumeClaim claim, FieldErrors errors)
    {
        ObjectMetaRules.Validate(claim.Metadata, namespaced: true, Names.Dns1123Subdomain, errors);
        var modes = FieldPath.Spec.Child("accessModes");
        if (claim.Spec?.AccessModes is not { Count: > 0 } wanted)
        {
            errors.Required(modes, "at least 1 access mode is required");
        }
        else
        {
            foreach (var mode in wanted.Where(mode => !AccessModes.Contains(mode)))
            {
                errors.NotSupported(modes, mode, AccessModes);
            }
        }

        if (claim.Spec?.Resources?.Requests?.ContainsKey("storage") != true)
        {
            errors.Required(FieldPath.Spec.Child("resources").Key("storage"));
        }
    }
}
