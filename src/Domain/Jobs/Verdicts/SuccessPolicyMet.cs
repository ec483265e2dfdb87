using JobFlows.Domain.SuccessPolicies;

namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>The indexes that have succeeded are enough for a rule of successPolicy.</summary>
internal static class SuccessPolicyMet
{
    public static Verdict? Judge(JobFacts facts) =>
        facts.Terms.Indexed && SuccessPolicyMatcher.Match(facts.Terms.SuccessPolicy, facts.Terms.IndexLimit, facts.Completed) is { } rule
            ? Verdict.Succeeds("SuccessPolicy", $"Matched rules at index {rule}")
            : null;
}
