namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>The Job has been active for activeDeadlineSeconds, counted from its start or last resumption.</summary>
internal static class ActiveDeadline
{
    public static Verdict? Judge(JobFacts facts) =>
        DueAt(facts) <= facts.Now ? Verdict.Fails("DeadlineExceeded", "Job was active longer than specified deadline") : null;

    /// <summary>When the deadline passes; null when it doesn't as things are.</summary>
    public static DateTimeOffset? DueAt(JobFacts facts) => facts.Terms.Suspended ? null : facts.StartTime + facts.Terms.ActiveDeadline;
}
