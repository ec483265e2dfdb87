namespace JobFlows.Domain.Core;

/// <summary>A check that is made of a container again and again. Exactly one of exec, httpGet, tcpSocket and grpc says how.</summary>
public sealed record Probe
{
    /// <summary>Run a command in the container; exit code 0 means success.</summary>
    public ExecAction? Exec { get; init; }

    /// <summary>Send an HTTP GET request; a status from 200 to 399 means success.</summary>
    public HTTPGetAction? HttpGet { get; init; }

    /// <summary>Open a TCP connection; being accepted means success.</summary>
    public TCPSocketAction? TcpSocket { get; init; }

    /// <summary>Ask a gRPC server for its health.</summary>
    public GRPCAction? Grpc { get; init; }

    /// <summary>How many seconds after the container's start the checks begin. Defaults to 0.</summary>
    public int? InitialDelaySeconds { get; init; }

    /// <summary>After how many seconds a check without an answer has failed. At least 1. Defaults to 1.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>How many seconds apart the checks are. At least 1. Defaults to 10.</summary>
    public int? PeriodSeconds { get; init; }

    /// <summary>
    /// How many checks in a row have to succeed after a failure. At least 1, and always 1 for liveness and startup probes. Defaults to 1.
    /// </summary>
    public int? SuccessThreshold { get; init; }

    /// <summary>How many checks in a row have to fail before it matters. At least 1. Defaults to 3.</summary>
    public int? FailureThreshold { get; init; }

    /// <summary>
    /// How many seconds the container has to end by itself when this probe has it stopped. At least 1; not for readiness probes. Defaults
    /// to the pod's terminationGracePeriodSeconds.
    /// </summary>
    public long? TerminationGracePeriodSeconds { get; init; }
}
