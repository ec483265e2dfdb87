using JobFlows.Domain.Jobs;

namespace JobFlows.Workflows.Jobs;

/// <summary>A shard's memory: small, since a shard has a fixed number of pods in its life.</summary>
public sealed record ShardState
{
    /// <summary>The Job and the shard's number; its work is empty.</summary>
    public required JobOrder Job { get; init; }

    /// <summary>How many pods it has been given.</summary>
    public int Given { get; init; }

    /// <summary>Pods given and not started yet.</summary>
    public IReadOnlyList<PodSeed> ToStart { get; init; } = [];

    /// <summary>The UIDs of pods that have not ended, sorted.</summary>
    public IReadOnlyList<string> Live { get; init; } = [];

    /// <summary>No more pods will be given.</summary>
    public bool Closed { get; init; }

    /// <summary>The state after a signal.</summary>
    public ShardState After(JobSignal signal)
    {
        var live = new SortedSet<string>(Live, StringComparer.Ordinal);
        live.UnionWith(signal.Start.Select(seed => seed.Uid));
        live.ExceptWith(signal.Pods.Where(pod => pod.Gone || pod.Disowned || pod.Phase is "Succeeded" or "Failed").Select(pod => pod.Uid));
        live.ExceptWith(signal.NotStarted.Select(pod => pod.Uid));
        return this with
        {
            Given = Given + signal.Start.Count,
            ToStart = [.. ToStart, .. signal.Start],
            Live = signal.Gone ? [] : [.. live],
            Closed = Closed || signal.Close || signal.Gone,
        };
    }
}
