namespace JobFlows.Domain.Pods;

/// <summary>Labels, annotations and the finalizer on the pods of Jobs.</summary>
public static class JobPodKeys
{
    /// <summary>The pod's completion index; a label and an annotation.</summary>
    public const string CompletionIndex = "batch.kubernetes.io/job-completion-index";

    /// <summary>The annotation with the index's earlier counted failures.</summary>
    public const string IndexFailureCount = "batch.kubernetes.io/job-index-failure-count";

    /// <summary>The annotation with the index's earlier ignored failures.</summary>
    public const string IndexIgnoredFailureCount = "batch.kubernetes.io/job-index-ignored-failure-count";

    /// <summary>The finalizer that keeps a pod until it has been counted.</summary>
    public const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";
}
