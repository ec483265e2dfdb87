namespace JobFlows.Domain.Core;

/// <summary>Runs a command in the container. Exit code 0 means success.</summary>
public sealed record ExecAction
{
    /// <summary>The program and its arguments, run without a shell in the container's root directory.</summary>
    public IReadOnlyList<string>? Command { get; init; }
}
