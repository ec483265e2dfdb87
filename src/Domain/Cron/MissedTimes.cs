namespace JobFlows.Domain.Cron;

/// <summary>Times of a schedule that have gone by.</summary>
internal sealed record MissedTimes
{
    /// <summary>The latest, or null when there is none.</summary>
    public DateTimeOffset? Latest { get; init; }

    /// <summary>Whether there are any.</summary>
    public bool Any { get; init; }

    /// <summary>Whether there are more than a hundred.</summary>
    public bool TooMany { get; init; }

    /// <summary>Whether the schedule has no times at all, such as one for 31 February.</summary>
    public bool Never { get; init; }
}
