using JobFlows.Domain.Cron;

namespace JobFlows.Domain.Tests.Upstream;

/// <summary>The cases of <c>pkg/controller/cronjob/utils_test.go</c> on missed and coming times. Times are minutes after ten on a Thursday.</summary>
public sealed class CronTimesTable
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;
    private static readonly DateTimeOffset Ten = new(2016, 5, 19, 10, 0, 0, TimeSpan.Zero);

    /// <summary><c>TestMostRecentScheduleTime</c>; what has been served, or the deadline if it is later, is where the search begins.</summary>
    [Theory]
    [InlineData("before the next time", "0 * * * *", 0, 0.5, null, "none")]
    [InlineData("just after the next time", "0 * * * *", 0, 61, Hour, "none")]
    [InlineData("five missed", "0 * * * *", 0.2, 301, 300, "few")]
    [InlineData("uneven hours on weekdays", "30 6-16/4 * * 1-5", 30, Day + 31, Day + 30, "few")]
    [InlineData("uneven hours, none found in the last two steps", "30 10,11,12 * * 1-5", 30, 30 * Hour + 30, null, "few")]
    [InlineData("uneven hours, a longer step", "30 6-16/4 * * 1-5", 30, 4 * Day + 31, 4 * Day + 30, "few")]
    [InlineData("uneven hours, a shorter step", "30 6-16/4 * * 1-5", 0, Day + 31, Day + 30, "few")]
    [InlineData("@every keeps its beat", "@every 1h", 1, 7 * Day, 6 * Day + 23 * Hour + 1, "many")]
    [InlineData("a time that never comes", "59 23 31 2 *", 0.2, Hour, null, "never")]
    [InlineData("served at its creation", "0 * * * *", 0, 0.5, null, "none")]
    [InlineData("served a minute ago", "*/5 * * * *", 30, 31, null, "none")]
    [InlineData("the deadline is later", "*/5 * * * *", 31, 32, null, "none")]
    [InlineData("exactly at the next time", "*/5 * * * *", 30, 35, 35, "none")]
    [InlineData("exactly at the one after", "*/5 * * * *", 30, 40, 40, "few")]
    [InlineData("a hundred missed", "* * * * *", 0, 100, 100, "few")]
    [InlineData("a hundred and one missed", "* * * * *", 0, 101, 101, "many")]
    public void Since(string name, string schedule, double since, double now, int? latest, string missed)
    {
        var times = CronTimes.Since(Parse(schedule), Ten.AddMinutes(since), Ten.AddMinutes(now));
        Assert.True((latest is { } found ? Ten.AddMinutes(found) : (DateTimeOffset?)null) == times.Latest, name);
        Assert.Equal((missed == "many", missed == "never"), (times.TooMany, times.Never));
        Assert.Equal(latest is not null || missed is "few", times.Any);
    }

    /// <summary><c>TestNextScheduleTimeDuration</c>.</summary>
    [Theory]
    [InlineData("uneven hours on weekdays", "30 6-16/4 * * 1-5", 30, Day + 31, 3 * Hour + 59)]
    [InlineData("uneven hours, over the weekend", "30 10,11,12 * * 1-5", 30, 30 * Hour + 30, 66 * Hour)]
    [InlineData("weekly, two missed", "0 12 * * 4", 2 * Hour, 19 * Day + Hour + 30, 48 * Hour + 30)]
    [InlineData("not run yet", "0 12 * * 5", 0, 6 * Hour, 20 * Hour)]
    public void Upcoming(string name, string schedule, double since, double now, int minutes) =>
        Assert.True(Ten.AddMinutes(now + minutes) == CronTimes.Upcoming(Parse(schedule), Ten.AddMinutes(since), Ten.AddMinutes(now)), name);

    [Theory]
    [InlineData("between two beats", 3, 7)]
    [InlineData("after a missed one", 10, 14)]
    [InlineData("after many", 61, 63)]
    public void Upcoming_OfADelay_KeepsItsBeat(string name, double now, int next) =>
        Assert.True(Ten.AddMinutes(next) == CronTimes.Upcoming(Parse("@every 7m"), Ten, Ten.AddMinutes(now)), name);

    [Fact]
    public void Since_TimeThatComesOnceInManyYears_IsTakenForNever()
    {
        var leapDay = new DateTimeOffset(2096, 2, 29, 0, 0, 0, TimeSpan.Zero);
        Assert.True(CronTimes.Since(Parse("0 0 29 2 *"), leapDay.AddDays(-50), leapDay.AddDays(1)).Never);
    }

    [Fact]
    public void Upcoming_OfATimeThatNeverComes_IsNone() => Assert.Null(CronTimes.Upcoming(Parse("59 23 31 2 *"), Ten, Ten.AddHours(1)));

    private static ICronSchedule Parse(string schedule) => CronParser.Parse(schedule, zone: null, out _)!;
}
