using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>What AppArmor lets a container do.</summary>
public sealed record AppArmorProfile
{
    /// <summary>RuntimeDefault (the runtime's profile), Localhost (a profile loaded on the node) or Unconfined (everything).</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>The profile's name on the node. Only with Localhost, and required there.</summary>
    public string? LocalhostProfile { get; init; }
}
