namespace JobFlows.Domain.Core;

/// <summary>Why a container isn't running yet.</summary>
public sealed record ContainerStateWaiting
{
    /// <summary>Why, as one CamelCase word, such as PodInitializing, ImagePullBackOff or CrashLoopBackOff.</summary>
    public string? Reason { get; init; }

    /// <summary>Why, in a sentence for people.</summary>
    public string? Message { get; init; }
}
