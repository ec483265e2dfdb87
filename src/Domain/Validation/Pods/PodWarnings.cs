using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>What is allowed in a pod spec but hardly meant (upstream <c>warningsForPodSpecAndMeta</c>, the parts about fields used here).</summary>
internal static class PodWarnings
{
    internal static IEnumerable<string> Of(PodSpec spec, FieldPath path)
    {
        var secrets = spec.ImagePullSecrets ?? [];
        for (var i = 0; i < secrets.Count; i++)
        {
            if (string.IsNullOrEmpty(secrets[i].Name))
            {
                yield return $"{path.Child("imagePullSecrets").Index(i).Child("name")}: invalid empty name {GoValue.Quote(secrets[i].Name ?? "")}";
            }
        }

        var lists = new[] { (spec.InitContainers, path.Child("initContainers")), (spec.Containers, path.Child("containers")) };
        foreach (var (containers, list) in lists)
        {
            for (var i = 0; i < (containers?.Count ?? 0); i++)
            {
                foreach (var warning in Container(containers![i], list.Index(i)))
                {
                    yield return warning;
                }
            }
        }

        if (spec.TerminationGracePeriodSeconds < 0)
        {
            yield return $"{path.Child("terminationGracePeriodSeconds")}: must be >= 0; negative values are invalid and will be treated as 1";
        }
    }

    private static IEnumerable<string> Container(Container container, FieldPath path)
    {
        var resources = container.Resources ?? new ResourceRequirements();
        foreach (var (amounts, field) in new[] { (resources.Limits, "limits"), (resources.Requests, "requests") })
        {
            foreach (var name in new[] { "memory", "ephemeral-storage" })
            {
                if (amounts?.TryGetValue(name, out var amount) == true && !amount.IsInteger)
                {
                    yield return $"{path.Child("resources", field).Key(name)}: fractional byte value {GoValue.Quote(amount.Text)} is invalid, "
                        + "must be an integer";
                }
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var variables = container.Env ?? [];
        for (var i = 0; i < variables.Count; i++)
        {
            if (!names.Add(variables[i].Name ?? ""))
            {
                yield return $"{path.Child("env").Index(i)}: hides previous definition of {GoValue.Quote(variables[i].Name ?? "")}, "
                    + "which may be dropped when using apply";
            }
        }
    }
}
