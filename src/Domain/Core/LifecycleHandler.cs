namespace JobFlows.Domain.Core;

public sealed record LifecycleHandler
{
    public ExecAction? Exec { get; init; }

    public HTTPGetAction? HttpGet { get; init; }

    public TCPSocketAction? TcpSocket { get; init; }

    public SleepAction? Sleep { get; init; }
}
