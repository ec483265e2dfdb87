namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>The rules by which a Job ends, in order: the first that speaks decides.</summary>
internal static class VerdictRules
{
    private static readonly IReadOnlyList<Func<JobFacts, Verdict?>> InOrder =
    [
        ExistingSuccess.Judge,
        ExistingFailure.Judge,
        FailJobAction.Judge,
        BackoffLimit.Judge,
        ActiveDeadline.Judge,
        MaxFailedIndexes.Judge,
        AllIndexesEnded.Judge,
        SuccessPolicyMet.Judge,
        CompletionsReached.Judge,
    ];

    /// <summary>How the Job is to end; null when it is to go on.</summary>
    public static Verdict? Judge(JobFacts facts) => InOrder.Select(rule => rule(facts)).FirstOrDefault(verdict => verdict is not null);
}
