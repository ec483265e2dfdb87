namespace JobFlows.Domain.Jobs;

/// <summary>The life of a Job as one pure function.</summary>
public static class JobDecider
{
    /// <summary>The state of a Job of which nothing is known yet but its object.</summary>
    public static JobState Begin(JobSnapshot job) => new() { Job = job };

    /// <summary>Takes in the events, in order, and says what is to be done.</summary>
    /// <param name="state">The state so far.</param>
    /// <param name="events">What happened; may be empty (a timer went off, or the first decision).</param>
    /// <param name="now">The time.</param>
    public static JobDecision Decide(JobState state, IReadOnlyList<JobEvent> events, DateTimeOffset now) => new(state, JobWork.None, null, Done: false);
}
