using System.ComponentModel;

namespace JobFlows.Domain.Core;

public sealed record ConfigMapVolumeSource
{
    [DefaultValue("")]
    public string? Name { get; init; }

    public IReadOnlyList<KeyToPath>? Items { get; init; }

    public int? DefaultMode { get; init; }

    public bool? Optional { get; init; }

    public long? DefaultUser { get; init; }
}
