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

    /// <summary>A new beginning of a Job that may have pods, of which nothing is known any more but the objects.</summary>
    /// <param name="job">The Job.</param>
    /// <param name="pods">The pods that it has.</param>
    /// <param name="ordinal">Where ordinals go on: higher than any that was ever given, to pods whose objects are lost as well.</param>
    public static JobCourse Resume(JobSnapshot job, IReadOnlyList<AdoptedPod> pods, long ordinal) => new()
    {
        State = JobDecider.Begin(job) with { Ordinals = ordinal },
        News = pods.Count > 0 ? [new JobSignal { Adopted = pods }] : [],
    };
}
