using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record DownwardAPIVolumeFile
{
    [Required]
    public string? Path { get; init; }

    public ObjectFieldSelector? FieldRef { get; init; }

    public ResourceFieldSelector? ResourceFieldRef { get; init; }

    public int? Mode { get; init; }

    public long? User { get; init; }
}
