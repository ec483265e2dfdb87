namespace JobFlows.Storage.Blobs.Writing;

/// <summary>When to look next for what others write: soon after something was found, and after each look in vain twice as late, up to a bound.</summary>
internal sealed class PollSchedule
{
    private readonly TimeSpan shortest;
    private readonly TimeSpan longest;

    public PollSchedule(TimeSpan shortest, TimeSpan longest) => (Interval, this.shortest, this.longest) = (shortest, shortest, longest);

    /// <summary>How long to wait.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>Takes note of a look.</summary>
    public void Looked(bool found) => Interval = found ? shortest : Interval * 2 < longest ? Interval * 2 : longest;
}
