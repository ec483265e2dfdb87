namespace JobFlows.Domain.Meta;

/// <summary>Turns the seconds of API fields, any int64, into time spans that can be added to a date.</summary>
public static class Durations
{
    /// <summary>So many seconds, between none and about 68 years: nothing here lasts longer.</summary>
    public static TimeSpan Seconds(long seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, int.MaxValue));
}
