namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>More pods failed than backoffLimit allows, or as many in-place restarts happened.</summary>
internal static class BackoffLimit
{
    public static Verdict? Judge(JobFacts facts)
    {
        var limit = facts.Terms.BackoffLimit;
        var restartedTooOften = facts.Terms.RestartsInPlace && facts.Pods.Restarts >= Math.Max(limit, 1);
        return facts.Failed > limit || restartedTooOften
            ? Verdict.Fails("BackoffLimitExceeded", "Job has reached the specified backoff limit")
            : null;
    }
}
