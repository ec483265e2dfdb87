namespace JobFlows.Domain.Core;

public sealed record ContainerRestartRule
{
    public string? Action { get; init; }

    public ContainerRestartRuleOnExitCodes? ExitCodes { get; init; }
}
