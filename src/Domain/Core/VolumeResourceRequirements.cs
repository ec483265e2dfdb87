using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record VolumeResourceRequirements
{
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }
}
