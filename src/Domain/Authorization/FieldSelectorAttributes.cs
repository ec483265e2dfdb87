using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Authorization;

public sealed record FieldSelectorAttributes
{
    public string? RawSelector { get; init; }

    public IReadOnlyList<LabelSelectorRequirement>? Requirements { get; init; }
}
