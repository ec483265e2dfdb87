namespace JobFlows.Workflows.Pods;

/// <summary>Which part of a container's log to read (the query of <c>pods/log</c>).</summary>
public sealed record LogQuery
{
    /// <summary>The container's name.</summary>
    public required string Container { get; init; }

    /// <summary>Keep reading as the log grows: through restarts until the container has ended for good, or the end of the <see cref="Run"/> that is named.</summary>
    public bool Follow { get; init; }

    /// <summary>The run before the container's last restart.</summary>
    public bool Previous { get; init; }

    /// <summary>This run of the container, 0 for its first; null for the newest. Overrides <see cref="Previous"/>.</summary>
    public int? Run { get; init; }

    /// <summary>Only the last lines; null for all.</summary>
    public long? TailLines { get; init; }

    /// <summary>At most so many bytes; null for all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Only lines not older than this; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Which output; default both.</summary>
    public LogStream Stream { get; init; }

    /// <summary>Put each line's time before it, RFC 3339 with nanoseconds.</summary>
    public bool Timestamps { get; init; }
}
