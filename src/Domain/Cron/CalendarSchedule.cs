namespace JobFlows.Domain.Cron;

/// <summary>Five fields in a time zone: every minute at which the clock on the wall shows allowed values. So a time that the clock skips in spring doesn't
/// come that day, and one that it shows twice in autumn comes twice.</summary>
internal sealed class CalendarSchedule(CronField minutes, CronField hours, CronField days, CronField months, CronField weekdays, TimeZoneInfo zone) : ICronSchedule
{
    private const int YearsAhead = 5;
    private static readonly TimeSpan LargestShift = TimeSpan.FromHours(3);

    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        var lastYear = local.Year + YearsAhead;

        // The clock may be set back over midnight: then yesterday comes again.
        for (var day = local.Date.AddDays(-1); day.Year <= lastYear; day = day.AddDays(1))
        {
            if (!months.Allows(day.Month))
            {
                day = new DateTime(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
            }
            else if (IsAllowed(day) && FirstOn(day, local - LargestShift, after) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private bool IsAllowed(DateTime day)
    {
        var (byDay, byWeekday) = (days.Allows(day.Day), weekdays.Allows((int)day.DayOfWeek));
        return days.IsOpen || weekdays.IsOpen ? byDay && byWeekday : byDay || byWeekday;
    }

    private DateTimeOffset? FirstOn(DateTime day, DateTime notBefore, DateTimeOffset after)
    {
        DateTimeOffset? second = null;
        foreach (var time in TimesOn(day).Where(time => time >= notBefore && !zone.IsInvalidTime(time)))
        {
            if (!zone.IsAmbiguousTime(time))
            {
                var only = new DateTimeOffset(time, zone.GetUtcOffset(time));
                if (only > after)
                {
                    return (second < only ? second : only)?.ToUniversalTime();
                }

                continue;
            }

            var offsets = zone.GetAmbiguousTimeOffsets(time);
            var first = new DateTimeOffset(time, offsets.Max());
            if (first > after)
            {
                return first.ToUniversalTime();
            }

            var again = new DateTimeOffset(time, offsets.Min());
            second ??= again > after ? again : null;
        }

        return second?.ToUniversalTime();
    }

    private IEnumerable<DateTime> TimesOn(DateTime day) =>
        from hour in Enumerable.Range(0, 24)
        where hours.Allows(hour)
        from minute in Enumerable.Range(0, 60)
        where minutes.Allows(minute)
        select day.AddHours(hour).AddMinutes(minute);
}
