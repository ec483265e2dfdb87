using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>The health of one device.</summary>
public sealed record ResourceHealth
{
    /// <summary>The device's ID.</summary>
    [Required]
    public string? ResourceID { get; init; }

    /// <summary>Healthy, Unhealthy or Unknown.</summary>
    public string? Health { get; init; }

    /// <summary>More about it, in a sentence for people.</summary>
    public string? Message { get; init; }
}
