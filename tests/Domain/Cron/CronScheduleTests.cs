using System.Globalization;
using JobFlows.Domain.Cron;

namespace JobFlows.Domain.Tests.Cron;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("every minute", "* * * * *", "2026-03-04T05:06:07Z", "2026-03-04T05:07:00Z")]
    [InlineData("strictly after", "* * * * *", "2026-03-04T05:06:00Z", "2026-03-04T05:07:00Z")]
    [InlineData("fractions of a second", "* * * * *", "2026-03-04T05:06:59.9Z", "2026-03-04T05:07:00Z")]
    [InlineData("a list", "5,35 * * * *", "2026-03-04T05:06:00Z", "2026-03-04T05:35:00Z")]
    [InlineData("a range", "0 9-17 * * *", "2026-03-04T17:30:00Z", "2026-03-05T09:00:00Z")]
    [InlineData("a range with a step", "0 9-17/4 * * *", "2026-03-04T09:30:00Z", "2026-03-04T13:00:00Z")]
    [InlineData("a start with a step runs to the end", "40/7 * * * *", "2026-03-04T05:47:00Z", "2026-03-04T05:54:00Z")]
    [InlineData("every 15 minutes", "*/15 * * * *", "2026-03-04T05:46:00Z", "2026-03-04T06:00:00Z")]
    [InlineData("a month by name", "0 0 1 feb *", "2026-03-04T00:00:00Z", "2027-02-01T00:00:00Z")]
    [InlineData("a weekday by name, any case", "0 0 * * SUN", "2026-03-04T00:00:00Z", "2026-03-08T00:00:00Z")]
    [InlineData("weekdays by name", "0 0 * * mon-fri", "2026-03-06T00:00:00Z", "2026-03-09T00:00:00Z")]
    [InlineData("day and weekday: either", "0 0 13 * 5", "2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z")]
    [InlineData("day open: the weekday alone", "0 0 ? * 5", "2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z")]
    [InlineData("weekday open: the day alone", "0 0 13 * *", "2026-03-13T00:00:00Z", "2026-04-13T00:00:00Z")]
    [InlineData("day with a step is no longer open: either", "0 0 */10 * 5", "2026-03-11T00:00:00Z", "2026-03-13T00:00:00Z")]
    [InlineData("day with a step of 1 stays open", "0 0 */1 * 5", "2026-03-11T00:00:00Z", "2026-03-13T00:00:00Z")]
    [InlineData("months with 31 days", "0 0 31 * *", "2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z")]
    [InlineData("leap years", "0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("the turn of the year", "59 23 31 12 *", "2026-12-31T23:59:00Z", "2027-12-31T23:59:00Z")]
    [InlineData("hourly", "@hourly", "2026-03-04T05:06:00Z", "2026-03-04T06:00:00Z")]
    [InlineData("daily", "@daily", "2026-03-04T05:06:00Z", "2026-03-05T00:00:00Z")]
    [InlineData("midnight", "@midnight", "2026-03-04T05:06:00Z", "2026-03-05T00:00:00Z")]
    [InlineData("weekly", "@weekly", "2026-03-04T05:06:00Z", "2026-03-08T00:00:00Z")]
    [InlineData("monthly", "@monthly", "2026-03-04T05:06:00Z", "2026-04-01T00:00:00Z")]
    [InlineData("yearly", "@yearly", "2026-03-04T05:06:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("annually", "@annually", "2026-03-04T05:06:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("a delay", "@every 1h30m", "2026-03-04T05:06:07.5Z", "2026-03-04T06:36:07Z")]
    [InlineData("a delay with a fraction", "@every 1.5h10s", "2026-03-04T05:06:07Z", "2026-03-04T06:36:17Z")]
    [InlineData("a delay is at least a second", "@every 3ms", "2026-03-04T05:06:07Z", "2026-03-04T05:06:08Z")]
    [InlineData("a delay has whole seconds", "@every 2900ms", "2026-03-04T05:06:07Z", "2026-03-04T05:06:09Z")]
    [InlineData("a zone in front", "CRON_TZ=Asia/Tokyo 0 3 * * *", "2026-03-04T05:06:00Z", "2026-03-04T18:00:00Z")]
    [InlineData("never", "59 23 31 2 *", "2026-03-04T05:06:00Z", null)]
    public void Next(string name, string schedule, string after, string? expected)
    {
        var next = CronParser.Parse(schedule, zone: null, out var problem)!.Next(At(after));
        Assert.True(problem is null, name);
        Assert.Equal(expected is null ? null : At(expected), next);
    }

    [Theory]
    [InlineData("spring: a skipped hour doesn't come", "America/New_York", "30 2 * * *", "2026-03-07T12:00:00Z", "2026-03-09T06:30:00Z")]
    [InlineData("spring: the next hour comes in time", "America/New_York", "0 * * * *", "2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z")]
    [InlineData("spring: later that day", "America/New_York", "0 12 * * *", "2026-03-07T17:00:00Z", "2026-03-08T16:00:00Z")]
    [InlineData("autumn: the first of two", "America/New_York", "30 1 * * *", "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("autumn: the second of two", "America/New_York", "30 1 * * *", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z")]
    [InlineData("autumn: after the second", "America/New_York", "30 1 * * *", "2026-11-01T06:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("autumn: every half hour goes on", "America/New_York", "*/30 * * * *", "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z")]
    [InlineData("autumn: past the change", "America/New_York", "*/30 * * * *", "2026-11-01T06:30:00Z", "2026-11-01T07:00:00Z")]
    [InlineData("a zone without changes", "Asia/Kolkata", "0 0 * * *", "2026-03-04T00:00:00Z", "2026-03-04T18:30:00Z")]
    [InlineData("half an hour of change", "Australia/Lord_Howe", "45 1 * * *", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z")]
    [InlineData("another day over there", "Pacific/Auckland", "0 0 5 3 *", "2026-03-04T00:00:00Z", "2026-03-04T11:00:00Z")]
    public void NextInZone(string name, string zone, string schedule, string after, string expected)
    {
        var next = CronParser.Parse(schedule, CronParser.FindZone(zone), out _)!.Next(At(after));
        Assert.True(next == At(expected), $"{name}: {next:O}");
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
