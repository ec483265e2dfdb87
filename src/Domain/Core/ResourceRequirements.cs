using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record ResourceRequirements
{
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }

    [ListMap("name")]
    public IReadOnlyList<ResourceClaim>? Claims { get; init; }
}
