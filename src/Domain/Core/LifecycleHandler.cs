namespace JobFlows.Domain.Core;

/// <summary>One thing to do. Exactly one property has to be set.</summary>
public sealed record LifecycleHandler
{
    /// <summary>Run a command in the container.</summary>
    public ExecAction? Exec { get; init; }

    /// <summary>Send an HTTP GET request.</summary>
    public HTTPGetAction? HttpGet { get; init; }

    /// <summary>Deprecated: hooks can't open connections, and fail with it.</summary>
    public TCPSocketAction? TcpSocket { get; init; }

    /// <summary>Wait some seconds.</summary>
    public SleepAction? Sleep { get; init; }
}
