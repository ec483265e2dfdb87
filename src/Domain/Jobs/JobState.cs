using System.Collections.Immutable;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Indexes;

namespace JobFlows.Domain.Jobs;

/// <summary>All that has to be remembered of a Job between decisions. It grows with intervals and live pods, not with finished pods.</summary>
public sealed record JobState
{
    /// <summary>The Job as last read. Its status is left out: from <see cref="JobDecider.Begin"/> on the state itself is the truth.</summary>
    public required JobSnapshot Job { get; init; }

    /// <summary>Whether the Job's object is gone.</summary>
    public bool Gone { get; init; }

    /// <summary>The ordinal of the next pod: no pod has had it or a higher one.</summary>
    public long Ordinals { get; init; }

    /// <summary>The pods that haven't ended yet.</summary>
    public PodTable Pods { get; init; } = PodTable.Empty;

    /// <summary>Sums over <see cref="Pods"/>.</summary>
    public PodCounts Counts { get; init; }

    /// <summary>Counted successes of a Job without indexes.</summary>
    public int Succeeded { get; init; }

    /// <summary>Counted failures.</summary>
    public int Failed { get; init; }

    /// <summary>An Indexed Job's indexes that have succeeded.</summary>
    public IndexSet Completed { get; init; } = IndexSet.Empty;

    /// <summary>The indexes that have failed for good (backoffLimitPerIndex, FailIndex).</summary>
    public IndexSet FailedIndexes { get; init; } = IndexSet.Empty;

    /// <summary>The indexes that neither succeeded nor failed and that no pod holds: where new pods can go.</summary>
    public IndexSet Free { get; init; } = IndexSet.Empty;

    /// <summary>The free indexes that have failed before, with backoffLimitPerIndex.</summary>
    public ImmutableSortedDictionary<int, IndexRetry> Retries { get; init; } = ImmutableSortedDictionary<int, IndexRetry>.Empty;

    /// <summary>Whether pods may hold indexes past spec.completions, which was lowered.</summary>
    public bool HasStrays { get; init; }

    /// <summary>The failures since the last success.</summary>
    public FailureStreak Streak { get; init; }

    /// <summary>Why the Job is to fail, once a pod has matched a FailJob rule.</summary>
    public string? FailJobMessage { get; init; }

    /// <summary>Attempts at making pods that have failed in a row.</summary>
    public int StartFailures { get; init; }

    /// <summary>When to try making pods again, after a failed attempt.</summary>
    public DateTimeOffset? StartRetryAt { get; init; }

    /// <summary>Whether the last decision started pods.</summary>
    public bool Starting { get; init; }

    /// <summary><c>status.startTime</c>.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary><c>status.completionTime</c>.</summary>
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary><c>status.conditions</c>.</summary>
    public IReadOnlyList<JobCondition> Conditions { get; init; } = [];

    /// <summary>The status that was last read or asked to be written.</summary>
    public JobStatus? Published { get; init; }
}
