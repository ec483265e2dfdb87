using JobFlows.Domain.Batch;
using JobFlows.Domain.Indexes;

namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>What the verdict rules look at.</summary>
internal sealed record JobFacts(
    JobTerms Terms,
    DateTimeOffset Now,
    DateTimeOffset? StartTime,
    IReadOnlyList<JobCondition> Conditions,
    PodCounts Pods,
    int Succeeded,
    int Failed,
    IndexSet Completed,
    IndexSet FailedIndexes,
    string? FailJobMessage);
