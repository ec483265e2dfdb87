using JobFlows.Domain.Core;

namespace JobFlows.Pods.Queue.Server;

/// <summary>
/// Says how many pods go into one message. Short pods go many at a time, which costs less; long ones go alone, so that every worker gets some.
/// How long a Job's pods take is known once some have ended. Safe from any thread.
/// </summary>
internal sealed class JobPace(int most, TimeSpan work)
{
    private const int MostJobs = 1000;

    // As long as nothing is known the pods are spread over so many messages.
    private const int Spread = 16;
    private const double Weight = 0.2;

    private readonly Lock gate = new();
    private readonly Dictionary<string, double> seconds = new(StringComparer.Ordinal);

    /// <summary>How many of a Job's pods go together, of so many that start now.</summary>
    public int GroupSize(string job, int starting)
    {
        lock (gate)
        {
            var size = seconds.TryGetValue(job, out var mean) ? work.TotalSeconds / Math.Max(mean, 0.01) : (starting + Spread - 1) / Spread;
            return (int)Math.Clamp(size, 1, most);
        }
    }

    /// <summary>Learns from a pod that has ended.</summary>
    public void Learn(string job, PodStatus status)
    {
        if (Duration(status) is not { } took)
        {
            return;
        }

        lock (gate)
        {
            if (seconds.Count >= MostJobs)
            {
                seconds.Clear();
            }

            seconds[job] = seconds.TryGetValue(job, out var mean) ? mean + (Weight * (took - mean)) : took;
        }
    }

    private static double? Duration(PodStatus status)
    {
        var ends = (status.InitContainerStatuses ?? []).Concat(status.ContainerStatuses ?? []).Select(one => one.State?.Terminated)
            .Where(one => one is { StartedAt: not null, FinishedAt: not null }).ToList();
        return ends.Count == 0 ? null : Math.Max(0, (ends.Max(one => one!.FinishedAt!.Value) - ends.Min(one => one!.StartedAt!.Value)).TotalSeconds);
    }
}
