namespace JobFlows.Domain.Jobs;

/// <summary>How long to wait after failures: twice as long each time, up to a limit.</summary>
public static class Backoff
{
    /// <summary>After <paramref name="failures"/> pod failures in a row: 10 s, 20 s, … 10 min.</summary>
    public static TimeSpan AfterPodFailures(int failures) => Delay(failures, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));

    /// <summary>After <paramref name="failures"/> failed attempts at making pods: 1 s, 2 s, … 1 min.</summary>
    public static TimeSpan AfterStartFailures(int failures) => Delay(failures, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    private static TimeSpan Delay(int failures, TimeSpan first, TimeSpan longest)
    {
        const int enoughDoublings = 10;
        if (failures <= 0)
        {
            return TimeSpan.Zero;
        }

        var delay = first * (1 << Math.Min(failures - 1, enoughDoublings));
        return delay < longest ? delay : longest;
    }
}
