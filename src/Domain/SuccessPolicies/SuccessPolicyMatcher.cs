using JobFlows.Domain.Batch;
using JobFlows.Domain.Indexes;

namespace JobFlows.Domain.SuccessPolicies;

/// <summary>Applies <c>spec.successPolicy</c> of an Indexed Job.</summary>
public static class SuccessPolicyMatcher
{
    /// <summary>The position of the first rule that <paramref name="succeeded"/> meets, or null.</summary>
    /// <param name="policy">The Job's policy, if any.</param>
    /// <param name="completions">The number of the Job's indexes; a rule's indexes past it are left out.</param>
    /// <param name="succeeded">The indexes that have succeeded.</param>
    public static int? Match(SuccessPolicy? policy, int completions, IndexSet succeeded)
    {
        if (policy?.Rules is not { } rules || succeeded.Count == 0)
        {
            return null;
        }

        for (var i = 0; i < rules.Count; i++)
        {
            if (IsMet(rules[i], completions, succeeded))
            {
                return i;
            }
        }

        return null;
    }

    private static bool IsMet(SuccessPolicyRule rule, int completions, IndexSet succeeded)
    {
        if (rule.SucceededIndexes is null)
        {
            return rule.SucceededCount is { } count && succeeded.Count >= count;
        }

        if (!IndexSet.TryParse(rule.SucceededIndexes, out var wanted) || wanted.Below(completions) is not { Count: > 0 } required)
        {
            return false;
        }

        var common = required.CountCommon(succeeded);
        return common == required.Count || (rule.SucceededCount is { } enough && common >= enough);
    }
}
