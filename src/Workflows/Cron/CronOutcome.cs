namespace JobFlows.Workflows.Cron;

/// <summary>What a look at a CronJob came to.</summary>
/// <param name="Gone">Its object is gone.</param>
/// <param name="WakeAt">When to look again at the latest; null when only a change can make a difference.</param>
public sealed record CronOutcome(bool Gone, DateTimeOffset? WakeAt);
