namespace JobFlows.Domain.Core;

public sealed record FCVolumeSource
{
    public IReadOnlyList<string>? TargetWWNs { get; init; }

    public int? Lun { get; init; }

    public string? FsType { get; init; }

    public bool? ReadOnly { get; init; }

    public IReadOnlyList<string>? Wwids { get; init; }
}
