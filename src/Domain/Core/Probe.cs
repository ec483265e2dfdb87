namespace JobFlows.Domain.Core;

public sealed record Probe
{
    public ExecAction? Exec { get; init; }

    public HTTPGetAction? HttpGet { get; init; }

    public TCPSocketAction? TcpSocket { get; init; }

    public GRPCAction? Grpc { get; init; }

    public int? InitialDelaySeconds { get; init; }

    public int? TimeoutSeconds { get; init; }

    public int? PeriodSeconds { get; init; }

    public int? SuccessThreshold { get; init; }

    public int? FailureThreshold { get; init; }

    public long? TerminationGracePeriodSeconds { get; init; }
}
