using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record EmptyDirVolumeSource
{
    public string? Medium { get; init; }

    public Quantity? SizeLimit { get; init; }

    public int? Mode { get; init; }
}
