using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>The system calls a container may make.</summary>
public sealed record SeccompProfile
{
    /// <summary>RuntimeDefault (the runtime's profile), Localhost (a file on the node) or Unconfined (all of them).</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>The file, relative to the node's seccomp folder. Only with Localhost, and required there.</summary>
    public string? LocalhostProfile { get; init; }
}
