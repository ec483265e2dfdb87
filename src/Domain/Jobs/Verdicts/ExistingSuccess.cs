namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>A success once declared stands, whatever happens to the remaining pods.</summary>
internal static class ExistingSuccess
{
    public static Verdict? Judge(JobFacts facts) =>
        JobConditions.FindTrue(facts.Conditions, JobConditions.SuccessCriteriaMet) is { } declared
            ? Verdict.Succeeds(declared.Reason ?? "", declared.Message ?? "")
            : null;
}
