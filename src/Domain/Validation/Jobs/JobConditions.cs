using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>Reads the conditions in a Job's status.</summary>
internal static class JobConditions
{
    internal static bool IsTrue(Job job, string type) =>
        (job.Status?.Conditions ?? []).Any(condition => condition.Type == type && condition.Status == "True");

    internal static bool IsFinished(Job job) => IsTrue(job, "Complete") || IsTrue(job, "Failed");
}
