using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>The completed and failed indexes in a Job's status.</summary>
internal static class JobStatusIndexRules
{
    internal static void Validate(JobSpec spec, JobStatus before, JobStatus after, FieldErrors errors)
    {
        var (completed, failed) = (after.CompletedIndexes ?? "", after.FailedIndexes);
        var completedChanged = completed != (before.CompletedIndexes ?? "");
        var failedChanged = failed != before.FailedIndexes;
        var (completedPath, failedPath) = (FieldPath.Status.Child("completedIndexes"), FieldPath.Status.Child("failedIndexes"));
        if (completedChanged && spec.Completions is { } completions && IndexListText.Check(completed, completions, out _) is { } problem)
        {
            errors.Invalid(completedPath, completed, $"error parsing completedIndexes: {problem}");
        }

        if (failedChanged && failed is not null && spec is { Completions: { } count, BackoffLimitPerIndex: not null }
            && IndexListText.Check(failed, count, out _) is { } failedProblem)
        {
            errors.Invalid(failedPath, failed, $"error parsing failedIndexes: {failedProblem}");
        }

        if (completedChanged && completed.Length > 0 && spec.CompletionMode != "Indexed")
        {
            errors.Invalid(completedPath, completed, "cannot set non-empty completedIndexes when non-indexed completion mode");
        }

        if (failedChanged && failed is not null && spec.BackoffLimitPerIndex is null)
        {
            errors.Invalid(failedPath, failed, "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
        }

        if ((failedChanged || completedChanged) && failed is not null && spec.Completions is { } most
            && IndexListText.Overlap(completed, failed, most) is { } index)
        {
            errors.Invalid(failedPath, failed, $"failedIndexes and completedIndexes overlap at index: {index}");
        }
    }
}
