using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A token of the pod's ServiceAccount, renewed before it expires.</summary>
public sealed record ServiceAccountTokenProjection
{
    /// <summary>Who the token is meant for; others should refuse it. Defaults to the API server.</summary>
    public string? Audience { get; init; }

    /// <summary>How many seconds a token is valid. At least 600. Defaults to 3600.</summary>
    public long? ExpirationSeconds { get; init; }

    /// <summary>The file's path relative to the volume's root. Required.</summary>
    [Required]
    public string? Path { get; init; }

    /// <summary>The number of the user who owns the file. Defaults to the volume's defaultUser.</summary>
    public long? User { get; init; }
}
