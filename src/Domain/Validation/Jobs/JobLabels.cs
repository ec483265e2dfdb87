namespace JobFlows.Domain.Validation.Jobs;

/// <summary>Labels that tie pods to their Job.</summary>
internal static class JobLabels
{
    internal const string JobName = "batch.kubernetes.io/job-name";
    internal const string ControllerUid = "batch.kubernetes.io/controller-uid";
    internal const string LegacyJobName = "job-name";
    internal const string LegacyControllerUid = "controller-uid";
}
