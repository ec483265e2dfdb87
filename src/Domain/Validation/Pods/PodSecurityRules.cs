using System.Text.RegularExpressions;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>A pod's security context.</summary>
internal static partial class PodSecurityRules
{
    private const int SysctlMaxLength = 253;
    private const string SysctlFormat = @"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";

    internal static void Validate(PodSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.ShareProcessNamespace == true && spec.HostPID == true)
        {
            errors.Invalid(path.Child("shareProcessNamespace"), true, "ShareProcessNamespace and HostPID cannot both be enabled");
        }

        if (spec.SecurityContext is not { } context)
        {
            return;
        }

        SecurityContextRules.Id(context.FsGroup, path.Child("fsGroup"), errors);
        SecurityContextRules.Id(context.RunAsUser, path.Child("runAsUser"), errors);
        SecurityContextRules.Id(context.RunAsGroup, path.Child("runAsGroup"), errors);
        var groups = context.SupplementalGroups ?? [];
        for (var i = 0; i < groups.Count; i++)
        {
            SecurityContextRules.Id(groups[i], path.Child("supplementalGroups").Index(i), errors);
        }

        Sysctls(context.Sysctls ?? [], spec, path.Child("sysctls"), errors);
        if (context.FsGroupChangePolicy is { } change)
        {
            FieldRules.OneOf(path.Child("fsGroupChangePolicy"), change, errors, "Always", "OnRootMismatch");
        }

        SecurityContextRules.Seccomp(context.SeccompProfile, path.Child("seccompProfile"), errors);
        SecurityContextRules.AppArmor(context.AppArmorProfile, path.Child("appArmorProfile"), errors);
        if (context.SupplementalGroupsPolicy is { } policy)
        {
            FieldRules.OneOf(path.Child("supplementalGroupsPolicy"), policy, errors, "Merge", "Strict");
        }
    }

    private static void Sysctls(IReadOnlyList<Sysctl> sysctls, PodSpec spec, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sysctls.Count; i++)
        {
            var (name, at) = (sysctls[i].Name ?? "", path.Index(i).Child("name"));
            if (name.Length == 0)
            {
                errors.Required(at);
            }
            else if (name.Length > SysctlMaxLength || !SysctlPattern().IsMatch(name))
            {
                errors.Invalid(at, name, $"must have at most {SysctlMaxLength} characters and match regex {SysctlFormat}");
            }
            else if (!names.Add(name))
            {
                errors.Duplicate(at, name);
            }

            var dotted = name.Replace('/', '.');
            if (spec.HostNetwork == true && dotted.StartsWith("net.", StringComparison.Ordinal))
            {
                errors.Invalid(at, name, "may not be specified when 'hostNetwork' is true");
            }
            else if (spec.HostIPC == true && IsIpc(dotted))
            {
                errors.Invalid(at, name, "may not be specified when 'hostIPC' is true");
            }
        }
    }

    private static bool IsIpc(string name) => name is "kernel.sem"
        || name.StartsWith("kernel.shm", StringComparison.Ordinal)
        || name.StartsWith("kernel.msg", StringComparison.Ordinal)
        || name.StartsWith("fs.mqueue.", StringComparison.Ordinal);

    [GeneratedRegex(@"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SysctlPattern();
}
