namespace JobFlows.Domain.Core;

/// <summary>Decides about a restart by the exit code.</summary>
public sealed record ContainerRestartRule
{
    /// <summary>What to do on a match: Restart, or RestartAllContainers to start the whole pod over in place.</summary>
    public string? Action { get; init; }

    /// <summary>The exit codes that match.</summary>
    public ContainerRestartRuleOnExitCodes? ExitCodes { get; init; }
}
