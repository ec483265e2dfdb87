using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record ServiceAccountTokenProjection
{
    public string? Audience { get; init; }

    public long? ExpirationSeconds { get; init; }

    [Required]
    public string? Path { get; init; }

    public long? User { get; init; }
}
