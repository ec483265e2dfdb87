namespace JobFlows.Domain.Core;

public sealed record ExecAction
{
    public IReadOnlyList<string>? Command { get; init; }
}
