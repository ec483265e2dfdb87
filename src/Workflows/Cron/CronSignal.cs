namespace JobFlows.Workflows.Cron;

/// <summary>Says that a CronJob or one of its Jobs has changed. What it is now, the store tells.</summary>
public sealed record CronSignal
{
    /// <summary>The event's name.</summary>
    public const string Name = "changed";
}
