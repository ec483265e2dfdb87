using JobFlows.Domain.Coordination;

namespace JobFlows.Domain.Validation.Objects;

/// <summary>Leases.</summary>
internal static class LeaseRules
{
    internal static void Validate(Lease lease, FieldErrors errors)
    {
        ObjectMetaRules.Validate(lease.Metadata, namespaced: true, Names.Dns1123Subdomain, errors);
        Spec(lease, errors);
    }

    internal static void Spec(Lease lease, FieldErrors errors)
    {
        if (lease.Spec?.LeaseDurationSeconds is <= 0 and { } seconds)
        {
            errors.Invalid(FieldPath.Spec.Child("leaseDurationSeconds"), seconds, "must be greater than 0");
        }

        FieldRules.NonNegative(FieldPath.Spec.Child("leaseTransitions"), lease.Spec?.LeaseTransitions, errors);
        if (lease.Spec is { PreferredHolder.Length: > 0, Strategy: null or "" })
        {
            errors.Forbidden(FieldPath.Spec.Child("preferredHolder"), "may only be specified if `strategy` is defined");
        }
    }
}
