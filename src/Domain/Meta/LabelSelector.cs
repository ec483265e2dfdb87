namespace JobFlows.Domain.Meta;

/// <summary>Selects objects by label; all requirements must hold. An empty selector matches everything.</summary>
[AtomicValue]
public sealed record LabelSelector
{
    /// <summary>Labels that must have exactly these values.</summary>
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }

    /// <summary>Set-based requirements.</summary>
    [AtomicValue]
    public IReadOnlyList<LabelSelectorRequirement>? MatchExpressions { get; init; }
}
