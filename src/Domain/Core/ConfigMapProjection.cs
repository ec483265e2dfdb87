using System.ComponentModel;

namespace JobFlows.Domain.Core;

public sealed record ConfigMapProjection
{
    [DefaultValue("")]
    public string? Name { get; init; }

    public IReadOnlyList<KeyToPath>? Items { get; init; }

    public bool? Optional { get; init; }
}
