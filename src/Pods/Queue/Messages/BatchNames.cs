using JobFlows.Domain.Core;

namespace JobFlows.Pods.Queue.Messages;

/// <summary>Batches: pods that are sent together. Which one a new pod belongs to is stored with it, so that a repeated message finds the claims of the first.</summary>
internal static class BatchNames
{
    /// <summary>The annotation with a pod's batch.</summary>
    public const string Annotation = "jobflows.io/batch";

    /// <summary>The batch of a pod; a pod without one is its own.</summary>
    public static string Of(Pod pod) => pod.Metadata.Annotations?.GetValueOrDefault(Annotation) is { } batch && IsName(batch) ? batch : pod.Metadata.Uid!;

    /// <summary>Whether the text can be the name of a batch: users can write annotations.</summary>
    public static bool IsName(string? text) => text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
