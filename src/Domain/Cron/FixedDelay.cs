namespace JobFlows.Domain.Cron;

/// <summary><c>@every</c>: always as long after the last time, in whole seconds, and at least one.</summary>
internal sealed class FixedDelay(TimeSpan delay) : ICronSchedule
{
    private readonly TimeSpan delay = TimeSpan.FromSeconds(Math.Max(1, Math.Floor(delay.TotalSeconds)));

    public DateTimeOffset? Next(DateTimeOffset after) => after.AddTicks(-(after.Ticks % TimeSpan.TicksPerSecond)) + delay;
}
