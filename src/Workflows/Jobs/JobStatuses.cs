using JobFlows.Domain.Batch;

namespace JobFlows.Workflows.Jobs;

/// <summary>Puts a decided status in place of the stored one.</summary>
internal static class JobStatuses
{
    private static readonly HashSet<string> Own = new(["Suspended", "SuccessCriteriaMet", "Complete", "FailureTarget", "Failed"], StringComparer.Ordinal);

    /// <summary><paramref name="decided"/>, with the conditions of foreign types that clients have written meanwhile.</summary>
    public static JobStatus Merge(JobStatus? stored, JobStatus decided)
    {
        var foreign = stored?.Conditions?.Where(condition => !Own.Contains(condition.Type ?? "")).ToList() ?? [];
        var known = decided.Conditions?.Where(condition => Own.Contains(condition.Type ?? "")) ?? [];
        List<JobCondition> conditions = [.. foreign, .. known];
        return decided with { Conditions = conditions.Count > 0 ? conditions : null };
    }
}
