using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record NamespaceStatus
{
    public string? Phase { get; init; }

    [PatchMerge("type")]
    [ListMap("type")]
    public IReadOnlyList<NamespaceCondition>? Conditions { get; init; }
}
