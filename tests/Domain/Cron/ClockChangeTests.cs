using System.Globalization;
using JobFlows.Domain.Cron;

namespace JobFlows.Domain.Tests.Cron;

/// <summary>Schedules over changes of the clock, against what <c>SpecSchedule.Next</c> of robfig/cron, which Kubernetes uses, answers. Where a clock changes
/// by half an hour (Lord Howe) that one passes over times that come; here they come.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("spring: a skipped time doesn't come", "Europe/Berlin", "30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z")]
    [InlineData("spring: every two hours, one of them skipped", "Europe/Berlin", "0 */2 * * *", "2026-03-28T23:30:00Z", "2026-03-29T02:00:00Z", "2026-03-29T04:00:00Z")]
    [InlineData("spring: every hour comes in time", "America/New_York", "0 * * * *", "2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z", "2026-03-08T08:00:00Z")]
    [InlineData("spring: later that day", "America/New_York", "0 12 * * *", "2026-03-07T17:00:00Z", "2026-03-08T16:00:00Z", "2026-03-09T16:00:00Z")]
    [InlineData("spring: no midnight", "America/Sao_Paulo", "0 0 * * *", "2017-10-14T03:00:00Z", "2017-10-16T02:00:00Z", "2017-10-17T02:00:00Z")]
    [InlineData("spring: no midnight, on the one day of the week", "America/Sao_Paulo", "0 0 * * 0", "2017-10-12T12:00:00Z", "2017-10-22T02:00:00Z", "2017-10-29T02:00:00Z")]
    [InlineData("spring: just after no midnight", "America/Sao_Paulo", "0 1 * * 0", "2017-10-12T12:00:00Z", "2017-10-15T03:00:00Z", "2017-10-22T03:00:00Z")]
    [InlineData("spring: no midnight on a Friday", "Africa/Cairo", "0 0 * * *", "2026-04-22T12:00:00Z", "2026-04-22T22:00:00Z", "2026-04-24T21:00:00Z")]
    [InlineData("spring: two hours", "Antarctica/Troll", "30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z")]
    [InlineData("autumn: a time that comes twice", "Europe/Berlin", "30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("autumn: once it has come twice", "Europe/Berlin", "30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("autumn: every half hour goes on", "America/New_York", "*/30 * * * *", "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z")]
    [InlineData("autumn: past the change", "America/New_York", "*/30 * * * *", "2026-11-01T06:30:00Z", "2026-11-01T07:00:00Z", "2026-11-01T07:30:00Z")]
    [InlineData("autumn: the hour before midnight comes again", "America/Sao_Paulo", "30 23 * * *", "2018-02-17T01:30:00Z", "2018-02-18T01:30:00Z", "2018-02-18T02:30:00Z")]
    [InlineData("autumn: the hour after midnight comes again", "America/Havana", "30 0 * * *", "2026-10-31T12:00:00Z", "2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("autumn: two hours", "Antarctica/Troll", "30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z")]
    [InlineData("a zone without changes", "Asia/Kolkata", "0 0 * * *", "2026-03-04T00:00:00Z", "2026-03-04T18:30:00Z", "2026-03-05T18:30:00Z")]
    [InlineData("another day over there", "Pacific/Auckland", "0 0 5 3 *", "2026-03-04T00:00:00Z", "2026-03-04T11:00:00Z", "2027-03-04T11:00:00Z")]
    [InlineData("not upstream's: half an hour forwards", "Australia/Lord_Howe", "0 3 * * *", "2026-10-03T00:00:00Z", "2026-10-03T16:00:00Z", "2026-10-04T16:00:00Z")]
    [InlineData("not upstream's: half an hour backwards", "Australia/Lord_Howe", "45 1 * * *", "2026-04-03T16:00:00Z", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z")]
    public void Next(string name, string zone, string schedule, string after, string first, string second)
    {
        var parsed = CronParser.Parse(schedule, CronParser.FindZone(zone), out _)!;
        Assert.True(parsed.Next(At(after)) == At(first), $"{name}: {parsed.Next(At(after)):O}");
        Assert.True(parsed.Next(At(first)) == At(second), $"{name}: {parsed.Next(At(first)):O}");
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
