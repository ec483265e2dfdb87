using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>The user and groups the first process of a Linux container started as.</summary>
public sealed record LinuxContainerUser
{
    /// <summary>The user's number.</summary>
    [Required]
    public long? Uid { get; init; }

    /// <summary>The primary group's number.</summary>
    [Required]
    public long? Gid { get; init; }

    /// <summary>The numbers of the other groups.</summary>
    public IReadOnlyList<long>? SupplementalGroups { get; init; }
}
