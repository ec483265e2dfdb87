namespace JobFlows.Pods.Queue.Server;

/// <summary>Settings of <see cref="QueuePodRuntime"/>.</summary>
public sealed record QueuePodOptions
{
    /// <summary>What the queues and the container are called. Default: names that begin with <c>jobflows</c>.</summary>
    public QueueNames Names { get; init; } = new();

    /// <summary>
    /// Whether this process takes the results from their queue. Default: yes. A host with a queue trigger says no and calls
    /// <see cref="QueuePodRuntime.HandleResultAsync"/>.
    /// </summary>
    public bool TakesResults { get; init; } = true;

    /// <summary>The most pods of one Job that go out as one message. Default 50.</summary>
    public int PodsPerMessage { get; init; } = 50;

    /// <summary>How long the pods of one message may take together, by what is known of the Job's pods so far. Default 5 s.</summary>
    public TimeSpan WorkPerMessage { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often results are looked for when some have just come. Default 100 ms; the pause grows with the time since the last ones.</summary>
    public TimeSpan ShortestPoll { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often results are looked for while pods are out. Default 5 s.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often results are looked for when no pod is out. Default 30 s.</summary>
    public TimeSpan IdlePoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a followed log is looked at. Default 500 ms.</summary>
    public TimeSpan LogPoll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the logs of pods are kept that are gone. Default one day.</summary>
    public TimeSpan KeepLogs { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Told of trouble in the background that nobody else is told of.</summary>
    public Action<string, Exception>? Trouble { get; init; }
}
