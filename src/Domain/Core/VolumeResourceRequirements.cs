using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>The size of a volume.</summary>
public sealed record VolumeResourceRequirements
{
    /// <summary>The most storage to provide.</summary>
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

    /// <summary>The least storage that will do.</summary>
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }
}
