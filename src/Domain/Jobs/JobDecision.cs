namespace JobFlows.Domain.Jobs;

/// <summary>What follows from a state, events and the time.</summary>
/// <param name="State">The state to go on from.</param>
/// <param name="Work">What to do now.</param>
/// <param name="WakeAt">When to decide again if no event comes earlier; null for never.</param>
/// <param name="Done">Nothing is left to do for this Job, now or later, unless its spec changes or it is deleted.</param>
public sealed record JobDecision(JobState State, JobWork Work, DateTimeOffset? WakeAt, bool Done);
