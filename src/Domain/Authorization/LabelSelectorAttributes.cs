using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Authorization;

/// <summary>A limit on which objects are asked about, by label. Set rawSelector or requirements, not both.</summary>
public sealed record LabelSelectorAttributes
{
    /// <summary>The selector as it is written in a URL.</summary>
    public string? RawSelector { get; init; }

    /// <summary>The selector taken apart; all have to be met.</summary>
    public IReadOnlyList<LabelSelectorRequirement>? Requirements { get; init; }
}
