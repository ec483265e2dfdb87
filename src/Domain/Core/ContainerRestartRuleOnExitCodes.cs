using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A set of exit codes, or all but those.</summary>
public sealed record ContainerRestartRuleOnExitCodes
{
    /// <summary>In matches the values, NotIn every other exit code.</summary>
    public string? Operator { get; init; }

    /// <summary>The exit codes; at most 255.</summary>
    [ListSet]
    public IReadOnlyList<int>? Values { get; init; }
}
