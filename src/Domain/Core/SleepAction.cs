using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Waits.</summary>
public sealed record SleepAction
{
    /// <summary>How many seconds to wait.</summary>
    [Required]
    public long? Seconds { get; init; }
}
