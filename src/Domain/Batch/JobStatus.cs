using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

public sealed record JobStatus
{
    [PatchMerge("type")]
    public IReadOnlyList<JobCondition>? Conditions { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? CompletionTime { get; init; }

    public int? Active { get; init; }

    public int? Succeeded { get; init; }

    public int? Failed { get; init; }

    public int? Terminating { get; init; }

    public string? CompletedIndexes { get; init; }

    public string? FailedIndexes { get; init; }

    public UncountedTerminatedPods? UncountedTerminatedPods { get; init; }

    public int? Ready { get; init; }
}
