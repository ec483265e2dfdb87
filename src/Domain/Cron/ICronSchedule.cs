namespace JobFlows.Domain.Cron;

/// <summary>A schedule that has been understood.</summary>
public interface ICronSchedule
{
    /// <summary>The first time after another, or null when there is none within five years.</summary>
    DateTimeOffset? Next(DateTimeOffset after);
}
