using JobFlows.Domain.Jobs;

namespace JobFlows.Workflows.Jobs;

/// <summary>What a Job's orchestration goes on with when it continues as new.</summary>
public sealed record JobCourse
{
    /// <summary>The state.</summary>
    public required JobState State { get; init; }

    /// <summary>What has been heard and not been decided on.</summary>
    public IReadOnlyList<JobSignal> News { get; init; } = [];

    /// <summary>The beginning, or a new beginning from what the Job's status tells.</summary>
    public static JobCourse Begin(JobSnapshot job) => new() { State = JobDecider.Begin(job) };
}
