namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>A failed pod matched a FailJob rule of podFailurePolicy.</summary>
internal static class FailJobAction
{
    public static Verdict? Judge(JobFacts facts) =>
        facts.FailJobMessage is { } message ? Verdict.Fails("PodFailurePolicy", message) : null;
}
