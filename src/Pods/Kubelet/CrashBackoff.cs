namespace JobFlows.Pods.Kubelet;

/// <summary>
/// How long a container waits before it is started again: the first time not at all, then 10 s, doubling to 5 minutes, from the start again
/// when it ran for over 10 minutes.
/// </summary>
internal sealed class CrashBackoff
{
    private static readonly TimeSpan Initial = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Stable = TimeSpan.FromMinutes(10);

    /// <summary>The wait after the next run, unless that lasts.</summary>
    public TimeSpan Next { get; set; } = TimeSpan.Zero;

    /// <summary>The wait after a run that began and ended then.</summary>
    public TimeSpan After(DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        if (finishedAt - startedAt > Stable)
        {
            Next = TimeSpan.Zero;
        }

        var wait = Next;
        Next = wait == TimeSpan.Zero ? Initial : wait * 2 < Longest ? wait * 2 : Longest;
        return wait;
    }

    /// <summary>The wait as Go prints durations: <c>10s</c>, <c>2m40s</c>.</summary>
    public static string Print(TimeSpan wait) =>
        wait.TotalMinutes >= 1 ? $"{(int)wait.TotalMinutes}m{wait.Seconds}s" : $"{wait.Seconds}s";
}
