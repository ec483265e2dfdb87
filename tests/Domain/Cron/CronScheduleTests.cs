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
    [InlineData("a delay with a sign", "@every +90s", "2026-03-04T05:06:07Z", "2026-03-04T05:07:37Z")]
    [InlineData("a delay backwards is a second", "@every -1h", "2026-03-04T05:06:07Z", "2026-03-04T05:06:08Z")]
    [InlineData("a delay of nothing is a second", "@every 0", "2026-03-04T05:06:07Z", "2026-03-04T05:06:08Z")]
    [InlineData("a delay in nanoseconds", "@every 2000000000ns", "2026-03-04T05:06:07Z", "2026-03-04T05:06:09Z")]
    [InlineData("a delay in microseconds", "@every 3000000us", "2026-03-04T05:06:07Z", "2026-03-04T05:06:10Z")]
    [InlineData("a range with a step ends with it", "0 9-17/4 * * *", "2026-03-04T17:00:00Z", "2026-03-05T09:00:00Z")]
    [InlineData("a zone in front", "CRON_TZ=Asia/Tokyo 0 3 * * *", "2026-03-04T05:06:00Z", "2026-03-04T18:00:00Z")]
    [InlineData("never", "59 23 31 2 *", "2026-03-04T05:06:00Z", null)]
    public void Next(string name, string schedule, string after, string? expected)
    {
        var next = CronParser.Parse(schedule, zone: null, out var problem)!.Next(At(after));
        Assert.True(problem is null, name);
        Assert.Equal(expected is null ? null : At(expected), next);
    }

    [Theory]
    [InlineData("jan", 1)]
    [InlineData("feb", 2)]
    [InlineData("mar", 3)]
    [InlineData("apr", 4)]
    [InlineData("may", 5)]
    [InlineData("jun", 6)]
    [InlineData("jul", 7)]
    [InlineData("aug", 8)]
    [InlineData("sep", 9)]
    [InlineData("oct", 10)]
    [InlineData("nov", 11)]
    [InlineData("dec", 12)]
    public void Months_HaveNames(string name, int month) =>
        Assert.Equal(new DateTimeOffset(2027, month, 1, 0, 0, 0, TimeSpan.Zero), CronParser.Parse($"0 0 1 {name} *", zone: null, out _)!.Next(At("2026-12-31T00:00:00Z")));

    [Theory]
    [InlineData("sun", DayOfWeek.Sunday)]
    [InlineData("mon", DayOfWeek.Monday)]
    [InlineData("tue", DayOfWeek.Tuesday)]
    [InlineData("wed", DayOfWeek.Wednesday)]
    [InlineData("thu", DayOfWeek.Thursday)]
    [InlineData("fri", DayOfWeek.Friday)]
    [InlineData("sat", DayOfWeek.Saturday)]
    public void Days_HaveNames(string name, DayOfWeek day) =>
        Assert.Equal(day, CronParser.Parse($"0 0 * * {name}", zone: null, out _)!.Next(At("2026-03-04T00:00:00Z"))!.Value.DayOfWeek);

    [Theory]
    [InlineData("2098-12-31T00:00:00Z", null)]
    [InlineData("2099-01-01T00:00:00Z", "2104-02-29T00:00:00Z")]
    public void Next_IsLookedForUpToFiveYearsAhead(string after, string? expected) =>
        Assert.Equal(expected is null ? null : At(expected), CronParser.Parse("0 0 29 2 *", zone: null, out _)!.Next(At(after)));

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("UTC", true)]
    [InlineData("Local", true)]
    [InlineData("", true)]
    [InlineData("utc", false)]
    [InlineData("Moon/Tycho", false)]
    public void FindZone(string name, bool known) => Assert.Equal(known, CronParser.FindZone(name) is not null);

    [Theory]
    [InlineData("TZ=Moon/Tycho * * * * *", "provided bad location Moon/Tycho: unknown time zone Moon/Tycho")]
    [InlineData("TZ=UTC", "expected exactly 5 fields, found 0: []")]
    [InlineData("TZ= * * * *", "expected exactly 5 fields, found 4: [* * * *]")]
    [InlineData("*/-1 * * * *", "negative number (-1) not allowed: -1")]
    [InlineData("1-* * * * *", "failed to parse int from *: strconv.Atoi: parsing \"*\": invalid syntax")]
    [InlineData("* * * foo *", "failed to parse int from foo: strconv.Atoi: parsing \"foo\": invalid syntax")]
    [InlineData("@every ", "failed to parse duration @every : time: invalid duration \"\"")]
    public void Parse_Problem(string schedule, string problem)
    {
        Assert.Null(CronParser.Parse(schedule, zone: null, out var found));
        Assert.Equal(problem, found);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
