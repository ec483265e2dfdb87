using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record KeyToPath
{
    [Required]
    public string? Key { get; init; }

    [Required]
    public string? Path { get; init; }

    public int? Mode { get; init; }

    public long? User { get; init; }
}
