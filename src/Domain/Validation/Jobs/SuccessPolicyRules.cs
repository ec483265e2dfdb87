using System.Text;
using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>An Indexed Job's success policy.</summary>
internal static class SuccessPolicyRules
{
    private const int MaxRules = 20;
    private const int IndexesMaxBytes = 64 * 1024;

    internal static void Validate(SuccessPolicy policy, int? completions, FieldPath path, FieldErrors errors)
    {
        var rules = policy.Rules ?? [];
        if (rules.Count == 0)
        {
            errors.Required(path, "at least one rules must be specified when the successPolicy is specified");
        }

        if (rules.Count > MaxRules)
        {
            errors.TooMany(path, rules.Count, MaxRules);
        }

        for (var i = 0; i < rules.Count; i++)
        {
            Rule(rules[i], completions, path.Index(i), errors);
        }
    }

    private static void Rule(SuccessPolicyRule rule, int? completions, FieldPath path, FieldErrors errors)
    {
        if (rule is { SucceededCount: null, SucceededIndexes: null })
        {
            errors.Required(path, "at least one of succeededCount or succeededIndexes must be specified");
        }

        // A missing completions is an error of its own, and bounds nothing.
        var (listed, at) = (0L, path.Child("succeededIndexes"));
        if (rule.SucceededIndexes is { } indexes)
        {
            if (Encoding.UTF8.GetByteCount(indexes) > IndexesMaxBytes)
            {
                errors.TooLong(at, IndexesMaxBytes);
            }

            if (IndexListText.Check(indexes, completions ?? int.MaxValue, out listed) is { } problem)
            {
                errors.Invalid(at, indexes, $"error parsing succeededIndexes: {problem}");
            }
        }

        if (rule.SucceededCount is { } count)
        {
            Count(count, completions, rule.SucceededIndexes is null ? null : listed, path.Child("succeededCount"), errors);
        }
    }

    private static void Count(int count, int? completions, long? listed, FieldPath path, FieldErrors errors)
    {
        FieldRules.NonNegative(path, count, errors);
        if (count > completions)
        {
            errors.Invalid(path, count, $"must be less than or equal to {completions} (the number of specified completions)");
        }

        if (count > listed)
        {
            errors.Invalid(
                path, count, $"must be less than or equal to {listed} (the number of indexes in the specified succeededIndexes field)");
        }
    }
}
