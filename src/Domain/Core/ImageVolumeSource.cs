namespace JobFlows.Domain.Core;

/// <summary>The contents of a container image or artifact.</summary>
public sealed record ImageVolumeSource
{
    /// <summary>The image or artifact, written like a container's image.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// When to fetch it: Always, IfNotPresent or Never. Defaults to Always for the tag latest, otherwise to IfNotPresent.
    /// </summary>
    public string? PullPolicy { get; init; }
}
