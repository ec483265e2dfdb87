namespace JobFlows.Domain.Cron;

/// <summary>Which times of a schedule have gone by unserved, as upstream estimates them.</summary>
internal static class CronTimes
{
    private const long Many = 100;

    /// <summary>Looks for the latest time not after <paramref name="now"/>.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="since">The last time served, or the creation.</param>
    /// <param name="now">The time.</param>
    public static MissedTimes Since(ICronSchedule schedule, DateTimeOffset since, DateTimeOffset now)
    {
        if (schedule.Next(since) is not { } first)
        {
            return new MissedTimes { Never = true };
        }

        if (now < first)
        {
            return new MissedTimes();
        }

        if (schedule.Next(first) is not { } second)
        {
            return new MissedTimes { Never = true };
        }

        if (now < second)
        {
            return new MissedTimes { Latest = first, Any = true };
        }

        // The count is an estimate from the first two times. The search then begins two such steps before the end, so that it is short, and so that
        // @every keeps its beat.
        var step = (long)Math.Round((second - first).TotalSeconds);
        var missed = ((long)(now - first).TotalSeconds / step) + 1;
        DateTimeOffset? latest = null;
        for (var time = schedule.Next(first + TimeSpan.FromSeconds((missed - 2) * step)); time <= now; time = schedule.Next(time.Value))
        {
            latest = time;
        }

        return new MissedTimes { Latest = latest, Any = true, TooMany = missed > Many };
    }

    /// <summary>The time to look at the schedule again: the first that neither has been served nor missed.</summary>
    public static DateTimeOffset? Upcoming(ICronSchedule schedule, DateTimeOffset since, DateTimeOffset now)
    {
        var missed = Since(schedule, since, now);
        return schedule.Next(missed.Latest ?? (missed.Any || missed.Never ? now : since));
    }
}
