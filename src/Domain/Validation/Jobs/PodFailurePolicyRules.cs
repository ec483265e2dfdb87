using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>A Job's pod failure policy.</summary>
internal static class PodFailurePolicyRules
{
    private const int MaxRules = 20;
    private const int MaxPatterns = 20;
    private const int MaxExitCodes = 255;
    private static readonly string[] Actions = ["Count", "FailIndex", "FailJob", "Ignore"];
    private static readonly string[] Operators = ["In", "NotIn"];
    private static readonly string[] Statuses = ["False", "True", "Unknown"];

    internal static void Validate(PodFailurePolicy policy, JobSpec spec, FieldPath path, FieldErrors errors)
    {
        var rules = policy.Rules ?? [];
        if (rules.Count > MaxRules)
        {
            errors.TooMany(path, rules.Count, MaxRules);
        }

        var pod = spec.Template?.Spec;
        var containers = (pod?.Containers ?? []).Concat(pod?.InitContainers ?? [])
            .Select(container => container.Name ?? "")
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < rules.Count; i++)
        {
            Rule(rules[i], spec, containers, path.Index(i), errors);
        }
    }

    private static void Rule(PodFailurePolicyRule rule, JobSpec spec, HashSet<string> containers, FieldPath path, FieldErrors errors)
    {
        if (rule.Action == "FailIndex" && spec.BackoffLimitPerIndex is null)
        {
            errors.Invalid(path.Child("action"), rule.Action, "requires the backoffLimitPerIndex to be set");
        }

        Choice(rule.Action, path.Child("action"), Actions, errors);
        if (rule.OnExitCodes is { } exitCodes)
        {
            ExitCodes(exitCodes, containers, path.Child("onExitCodes"), errors);
        }

        var patterns = rule.OnPodConditions ?? [];
        Patterns(patterns, path.Child("onPodConditions"), errors);
        if (rule.OnExitCodes is not null && patterns.Count > 0)
        {
            errors.InvalidOmitted(path, "specifying both OnExitCodes and OnPodConditions is not supported");
        }

        if (rule.OnExitCodes is null && patterns.Count == 0)
        {
            errors.InvalidOmitted(path, "specifying one of OnExitCodes and OnPodConditions is required");
        }
    }

    private static void Choice(string? value, FieldPath path, string[] supported, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Required(path, $"valid values: {GoValue.QuoteList(supported)}");
        }
        else
        {
            FieldRules.OneOf(path, value, errors, supported);
        }
    }

    private static void Patterns(IReadOnlyList<PodFailurePolicyOnPodConditionsPattern> patterns, FieldPath path, FieldErrors errors)
    {
        if (patterns.Count > MaxPatterns)
        {
            errors.TooMany(path, patterns.Count, MaxPatterns);
        }

        for (var i = 0; i < patterns.Count; i++)
        {
            FieldRules.QualifiedName(path.Index(i).Child("type"), patterns[i].Type, errors);
            Choice(patterns[i].Status, path.Index(i).Child("status"), Statuses, errors);
        }
    }

    private static void ExitCodes(
        PodFailurePolicyOnExitCodesRequirement requirement, HashSet<string> containers, FieldPath path, FieldErrors errors)
    {
        Choice(requirement.Operator, path.Child("operator"), Operators, errors);
        if (requirement.ContainerName is { } container && !containers.Contains(container))
        {
            errors.Invalid(
                path.Child("containerName"), container, "must be one of the container or initContainer names in the pod template");
        }

        var (values, at) = (requirement.Values, path.Child("values"));
        if (values is not { Count: > 0 })
        {
            errors.Invalid(at, values, "at least one value is required");
            return;
        }

        if (values.Count > MaxExitCodes)
        {
            errors.TooMany(at, values.Count, MaxExitCodes);
        }

        var seen = new HashSet<int>();
        for (var i = 0; i < values.Count; i++)
        {
            if (requirement.Operator == "In" && values[i] == 0)
            {
                errors.Invalid(at.Index(i), values[i], "must not be 0 for the In operator");
            }

            if (!seen.Add(values[i]))
            {
                errors.Duplicate(at.Index(i), values[i]);
            }
        }

        if (values.Zip(values.Skip(1)).Any(pair => pair.First > pair.Second))
        {
            errors.Invalid(at, values, "must be ordered");
        }
    }
}
