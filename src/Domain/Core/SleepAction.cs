using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record SleepAction
{
    [Required]
    public long? Seconds { get; init; }
}
