using JobFlows.Pods.Processes;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>Settings of <see cref="QueueWorker"/>.</summary>
public sealed record QueueWorkerOptions
{
    /// <summary>How the pods run. They end when the worker does, however it ends.</summary>
    public required ProcessPodOptions Processes { get; init; }

    /// <summary>What the queues and the container are called. Default: names that begin with <c>jobflows</c>.</summary>
    public QueueNames Names { get; init; } = new();

    /// <summary>The most pods that run at once. Default: two for each processor, four at least.</summary>
    public int Room { get; init; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>How long a worker may be silent before it counts as lost, and its pods as failed. Default 1 min.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often an idle worker looks for pods when it has had some just before. Default 100 ms; the pause grows with the time since then.</summary>
    public TimeSpan ShortestPoll { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often an idle worker looks for pods: 720 operations an hour by default, 5 s.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a worker with pods looks for orders to stop some. Default 2 s.</summary>
    public TimeSpan OrdersPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long pods of a message wait for room before other workers get them. Default 5 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long news of a pod that runs waits for more. Default 500 ms.</summary>
    public TimeSpan NewsDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an end waits for the other pods that were started with it. Default 250 ms.</summary>
    public TimeSpan EndDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the log of a pod is uploaded in its first seconds; later less often. Default 1 s.</summary>
    public TimeSpan ShortestLogDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the log of a pod that has run long is uploaded. Default 5 s.</summary>
    public TimeSpan LongestLogDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Appends after which a log goes on in another blob; Azure allows 50,000. Default 49,000.</summary>
    public int MostAppends { get; init; } = 49_000;

    /// <summary>The longest time that pods get to end when the worker is told to stop. Default 20 s.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Told of trouble that nobody else is told of.</summary>
    public Action<string, Exception?>? Trouble { get; init; }

    /// <summary>All that is wrong with these settings; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>(Processes.Validate());
        if (Room < 1)
        {
            problems.Add("Room must be at least 1");
        }

        if (Lease < TimeSpan.FromSeconds(1) || Lease > TimeSpan.FromDays(7))
        {
            problems.Add("Lease must be between one second and seven days");
        }

        return problems;
    }
}
