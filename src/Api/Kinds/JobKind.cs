using JobFlows.Api.Selectors;
using JobFlows.Api.Tables;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>batch/v1</c> Job.</summary>
internal static class JobKind
{
    public static Kind Declare() => new Kind<Job>(new JobStrategy())
    {
        Categories = ["all"],
        HasStatus = true,
        DefaultPropagation = "Orphan",
        UnsetPropagationWarning = "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them "
            + "or set propagationPolicy=Orphan to suppress this warning",
        Fields = [new SelectableField("status.successful", "status.succeeded", absent: "0")],
        UnknownField = label => $"field label \"{label}\" not supported for batchv1.Job",
        Table =
        [
            Columns.Name<Job>(),
            Columns.Text<Job>("Status", "How the Job stands.", Status),
            Columns.Text<Job>("Completions", "Successful pods of those wanted.", Completions),
            Columns.Text<Job>("Duration", "How long the Job ran, or has been running.", Duration),
            Columns.Age<Job>(),
            .. Columns.Workload<Job>(j => j.Spec?.Template?.Spec, j => j.Spec?.Selector),
        ],
    };

    private static string Status(Job job)
    {
        bool Has(string type) => job.Status?.Conditions?.Any(c => c.Type == type && c.Status == "True") == true;
        return Has("Complete") ? "Complete"
            : Has("Failed") ? "Failed"
            : job.Metadata.DeletionTimestamp is not null ? "Terminating"
            : Has("Suspended") ? "Suspended"
            : Has("FailureTarget") ? "FailureTarget"
            : Has("SuccessCriteriaMet") ? "SuccessCriteriaMet"
            : "Running";
    }

    private static string Completions(Job job)
    {
        var succeeded = job.Status?.Succeeded ?? 0;
        return job.Spec?.Completions is { } wanted ? $"{succeeded}/{wanted}"
            : job.Spec?.Parallelism > 1 ? $"{succeeded}/1 of {job.Spec.Parallelism}"
            : $"{succeeded}/1";
    }

    private static string Duration(Job job, DateTimeOffset now) =>
        job.Status?.StartTime is { } start ? HumanTime.Duration((job.Status.CompletionTime ?? now) - start) : "";
}
