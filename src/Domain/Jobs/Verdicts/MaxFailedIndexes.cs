namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>More indexes failed than maxFailedIndexes allows.</summary>
internal static class MaxFailedIndexes
{
    public static Verdict? Judge(JobFacts facts) =>
        facts.Terms.PerIndex && facts.FailedIndexes.Count > facts.Terms.MaxFailedIndexes
            ? Verdict.Fails("MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes")
            : null;
}
