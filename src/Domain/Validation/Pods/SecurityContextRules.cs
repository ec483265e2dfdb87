using System.Text;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>A container's security context, and the profiles that pods have as well.</summary>
internal static class SecurityContextRules
{
    private const int MaxProfileBytes = 4095;

    internal static void Validate(SecurityContext? context, FieldPath path, bool hostUsers, FieldErrors errors)
    {
        if (context is null)
        {
            return;
        }

        Id(context.RunAsUser, path.Child("runAsUser"), errors);
        Id(context.RunAsGroup, path.Child("runAsGroup"), errors);
        if (context.ProcMount is { } procMount)
        {
            FieldRules.OneOf(path.Child("procMount"), procMount, errors, "Default", "Unmasked");
            if (hostUsers && procMount == "Unmasked")
            {
                errors.Invalid(path.Child("procMount"), procMount, "`hostUsers` must be false to use `Unmasked`");
            }
        }

        Seccomp(context.SeccompProfile, path.Child("seccompProfile"), errors);
        if (context.AllowPrivilegeEscalation == false)
        {
            if (context.Privileged == true)
            {
                errors.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }

            if (context.Capabilities?.Add?.Contains("CAP_SYS_ADMIN", StringComparer.Ordinal) == true)
            {
                errors.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
            }
        }

        AppArmor(context.AppArmorProfile, path.Child("appArmorProfile"), errors);
    }

    internal static void Id(long? id, FieldPath path, FieldErrors errors)
    {
        if (id is { } value)
        {
            foreach (var message in Names.UserOrGroupId(value))
            {
                errors.Invalid(path, value, message);
            }
        }
    }

    internal static void Seccomp(SeccompProfile? profile, FieldPath path, FieldErrors errors)
    {
        if (profile is null)
        {
            return;
        }

        if (string.IsNullOrEmpty(profile.Type))
        {
            errors.Required(path.Child("type"), "type is required when seccompProfile is set");
        }
        else
        {
            FieldRules.OneOf(path.Child("type"), profile.Type, errors, "Localhost", "RuntimeDefault", "Unconfined");
        }

        switch (profile)
        {
            case { Type: "Localhost", LocalhostProfile: null }:
                errors.Required(path.Child("localhostProfile"), "must be set when seccomp type is Localhost");
                break;
            case { Type: "Localhost" }:
                FieldRules.DescendingPath(path.Child("localhostProfile"), profile.LocalhostProfile, errors);
                break;
            case { LocalhostProfile: not null }:
                errors.Invalid(path.Child("localhostProfile"), profile, "can only be set when seccomp type is Localhost");
                break;
        }
    }

    internal static void AppArmor(AppArmorProfile? profile, FieldPath path, FieldErrors errors)
    {
        var file = path.Child("localhostProfile");
        switch (profile)
        {
            case null:
                break;
            case { Type: null or "" }:
                errors.Required(path.Child("type"), "type is required when appArmorProfile is set");
                break;
            case { Type: "Localhost", LocalhostProfile: null or "" }:
                errors.Required(file, "must be set when AppArmor type is Localhost");
                break;
            case { Type: "Localhost", LocalhostProfile: var name }:
                if (name != name.Trim())
                {
                    errors.Invalid(file, name, "must not be padded with whitespace");
                }

                if (Encoding.UTF8.GetByteCount(name) > MaxProfileBytes)
                {
                    errors.TooLong(file, MaxProfileBytes);
                }

                break;
            case { Type: "RuntimeDefault" or "Unconfined", LocalhostProfile: { } unused }:
                errors.Invalid(file, unused, "can only be set when AppArmor type is Localhost");
                break;
            default:
                FieldRules.OneOf(path.Child("type"), profile.Type, errors, "Localhost", "RuntimeDefault", "Unconfined");
                break;
        }
    }
}
