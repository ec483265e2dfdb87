namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>Every index has succeeded or failed for good, and some have failed.</summary>
internal static class AllIndexesEnded
{
    public static Verdict? Judge(JobFacts facts)
    {
        var failed = facts.FailedIndexes.Count;
        return facts.Terms.PerIndex && failed > 0 && failed + (long)facts.Completed.Count >= facts.Terms.IndexLimit
            ? Verdict.Fails("FailedIndexes", "Job has failed indexes")
            : null;
    }
}
