using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record LinuxContainerUser
{
    [Required]
    public long? Uid { get; init; }

    [Required]
    public long? Gid { get; init; }

    public IReadOnlyList<long>? SupplementalGroups { get; init; }
}
