namespace JobFlows.Engine;

/// <summary>Settings of the <see cref="EmbeddedEngine"/>.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>How many activities run at the same time; the others wait in line. Default 64: activities mostly wait for I/O.</summary>
    public int ConcurrentActivities { get; init; } = 64;

    /// <summary>How many orchestrators run at the same time. Default: one for each core.</summary>
    public int ConcurrentSteps { get; init; } = Environment.ProcessorCount;

    /// <summary>How many idle instances stay in memory; the others are replayed when their next message comes. Default 2000.</summary>
    public int IdleInstances { get; init; } = 2000;

    /// <summary>
    /// A test mode: after each step the instance is rebuilt from its stored history, and fails with <see cref="NonDeterminismException"/> if
    /// that does anything else than was recorded, payloads and times included. Default false.
    /// </summary>
    public bool ReplayEveryStep { get; init; }

    /// <summary>How long a graceful stop waits for activities to end after they have been cancelled. Default 10 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Told of what goes wrong: an activity or orchestration that failed, a commit that failed and is tried again, a history that can't
    /// be read. Default: nobody.</summary>
    public Action<string, Exception> Trouble { get; init; } = static (_, _) => { };

    internal void Validate()
    {
        string[] problems =
        [
            .. ConcurrentActivities < 1 ? ["ConcurrentActivities must be at least 1"] : Array.Empty<string>(),
            .. ConcurrentSteps < 1 ? ["ConcurrentSteps must be at least 1"] : Array.Empty<string>(),
            .. IdleInstances < 0 ? ["IdleInstances must not be negative"] : Array.Empty<string>(),
            .. StopTimeout < TimeSpan.Zero ? ["StopTimeout must not be negative"] : Array.Empty<string>(),
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join("; ", problems));
        }
    }
}
