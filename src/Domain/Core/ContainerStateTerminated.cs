using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>How a container ended.</summary>
public sealed record ContainerStateTerminated
{
    /// <summary>The exit code of its last run; 128 plus the signal's number when a signal ended it.</summary>
    [Required]
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it, if the runtime told.</summary>
    public int? Signal { get; init; }

    /// <summary>Why, as one CamelCase word, such as Completed, Error or OOMKilled.</summary>
    public string? Reason { get; init; }

    /// <summary>The last message the program left, or what else is known.</summary>
    public string? Message { get; init; }

    /// <summary>When the run started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The container's ID, as runtime://id.</summary>
    public string? ContainerID { get; init; }
}
