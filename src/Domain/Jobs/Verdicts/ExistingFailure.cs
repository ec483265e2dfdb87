namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>A failure once declared stands.</summary>
internal static class ExistingFailure
{
    public static Verdict? Judge(JobFacts facts) =>
        JobConditions.FindTrue(facts.Conditions, JobConditions.FailureTarget) is { } declared
            ? Verdict.Fails(declared.Reason ?? "", declared.Message ?? "")
            : null;
}
