using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>What a Job's status may say, and how it may change (upstream <c>ValidateJobStatusUpdate</c> with all gates of v1.36).</summary>
/// <remarks>Most rules are looked at only when a field they speak of changes, so that one stale field does not block other writes.</remarks>
internal static class JobStatusRules
{
    internal static void Validate(Job old, Job job, FieldErrors errors)
    {
        var (before, after) = (old.Status ?? new JobStatus(), job.Status ?? new JobStatus());
        Counters(after, errors);
        UncountedPods(after.UncountedTerminatedPods, errors);
        ConditionsAgree(old, job, errors);
        Times(old, job, before, after, errors);
        InterimConditions(old, job, errors);
        Finished(old, job, before, after, errors);
        JobStatusIndexRules.Validate(job.Spec ?? new JobSpec(), before, after, errors);
        FinishedPods(old, job, before, after, errors);
        SuccessCriteria(job, errors);
        Transitions(old, job, before, after, errors);
    }

    private static FieldPath Conditions { get; } = FieldPath.Status.Child("conditions");

    private static void Counters(JobStatus status, FieldErrors errors)
    {
        FieldRules.NonNegative(FieldPath.Status.Child("active"), status.Active, errors);
        FieldRules.NonNegative(FieldPath.Status.Child("succeeded"), status.Succeeded, errors);
        FieldRules.NonNegative(FieldPath.Status.Child("failed"), status.Failed, errors);
        FieldRules.NonNegative(FieldPath.Status.Child("ready"), status.Ready, errors);
        FieldRules.NonNegative(FieldPath.Status.Child("terminating"), status.Terminating, errors);
    }

    private static void UncountedPods(UncountedTerminatedPods? pods, FieldErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var path = FieldPath.Status.Child("uncountedTerminatedPods");
        List(pods?.Succeeded ?? [], path.Child("succeeded"));
        List(pods?.Failed ?? [], path.Child("failed"));

        void List(IReadOnlyList<string> uids, FieldPath list)
        {
            for (var i = 0; i < uids.Count; i++)
            {
                if (uids[i].Length == 0)
                {
                    errors.Invalid(list.Index(i), "", "must not be empty");
                }
                else if (!seen.Add(uids[i]))
                {
                    errors.Duplicate(list.Index(i), uids[i]);
                }
            }
        }
    }

    private static void ConditionsAgree(Job old, Job job, FieldErrors errors)
    {
        var completeChanged = Changed(old, job, "Complete");
        if ((completeChanged || Changed(old, job, "Failed")) && JobConditions.IsTrue(job, "Complete") && JobConditions.IsTrue(job, "Failed"))
        {
            errors.InvalidOmitted(Conditions, "cannot set Complete=True and Failed=true conditions");
        }

        if ((completeChanged || Changed(old, job, "FailureTarget"))
            && JobConditions.IsTrue(job, "Complete") && JobConditions.IsTrue(job, "FailureTarget"))
        {
            errors.InvalidOmitted(Conditions, "cannot set Complete=True and FailureTarget=true conditions");
        }
    }

    private static void Times(Job old, Job job, JobStatus before, JobStatus after, FieldErrors errors)
    {
        var path = FieldPath.Status.Child("completionTime");
        var complete = JobConditions.IsTrue(job, "Complete");
        var completionChanged = before.CompletionTime != after.CompletionTime;
        if (completionChanged || Changed(old, job, "Complete"))
        {
            if (after.CompletionTime is not null && !complete)
            {
                errors.Invalid(path, after.CompletionTime, "cannot set completionTime when there is no Complete=True condition");
            }

            if (after.CompletionTime is null && complete)
            {
                errors.Required(path, "completionTime is required for Complete jobs");
            }
        }

        if ((completionChanged || before.StartTime != after.StartTime) && after.CompletionTime < after.StartTime)
        {
            errors.Invalid(path, after.CompletionTime, "completionTime cannot be set before startTime");
        }
    }

    private static void InterimConditions(Job old, Job job, FieldErrors errors)
    {
        if ((Changed(old, job, "Failed") || Changed(old, job, "FailureTarget"))
            && JobConditions.IsTrue(job, "Failed") && !JobConditions.IsTrue(job, "FailureTarget"))
        {
            errors.InvalidOmitted(Conditions, "cannot set Failed=True condition without the FailureTarget=true condition");
        }

        if ((Changed(old, job, "Complete") || Changed(old, job, "SuccessCriteriaMet"))
            && JobConditions.IsTrue(job, "Complete") && !JobConditions.IsTrue(job, "SuccessCriteriaMet"))
        {
            errors.InvalidOmitted(Conditions, "cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
        }
    }

    private static void Finished(Job old, Job job, JobStatus before, JobStatus after, FieldErrors errors)
    {
        if (!JobConditions.IsFinished(job))
        {
            return;
        }

        var justFinished = !JobConditions.IsFinished(old);
        if ((justFinished || before.Active != after.Active) && after.Active > 0)
        {
            errors.Invalid(FieldPath.Status.Child("active"), after.Active.Value, "active>0 is invalid for finished job");
        }

        // A suspended Job with nothing to do is complete without ever having started.
        var nothingToDo = job.Spec is { Suspend: true, Completions: 0 };
        if ((justFinished || before.StartTime != after.StartTime) && after.StartTime is null && !nothingToDo)
        {
            errors.Required(FieldPath.Status.Child("startTime"), "startTime is required for finished job");
        }

        var uncounted = after.UncountedTerminatedPods;
        var uncountedChanged = !SemanticEquality.AreEqual(before.UncountedTerminatedPods, uncounted);
        if ((justFinished || uncountedChanged) && (uncounted?.Succeeded?.Count ?? 0) + (uncounted?.Failed?.Count ?? 0) > 0)
        {
            errors.Invalid(
                FieldPath.Status.Child("uncountedTerminatedPods"), uncounted, "uncountedTerminatedPods needs to be empty for finished job");
        }
    }

    private static void FinishedPods(Job old, Job job, JobStatus before, JobStatus after, FieldErrors errors)
    {
        var finished = JobConditions.IsFinished(job);
        if ((finished != JobConditions.IsFinished(old) || before.Terminating != after.Terminating) && after.Terminating > 0 && finished)
        {
            errors.Invalid(FieldPath.Status.Child("terminating"), after.Terminating.Value, "terminating>0 is invalid for finished job");
        }

        if ((before.Ready != after.Ready || before.Active != after.Active) && after.Ready > (after.Active ?? 0))
        {
            errors.Invalid(FieldPath.Status.Child("ready"), after.Ready.Value, "cannot set more ready pods than active");
        }
    }

    private static void SuccessCriteria(Job job, FieldErrors errors)
    {
        var met = JobConditions.IsTrue(job, "SuccessCriteriaMet");
        if (met && JobConditions.IsTrue(job, "Failed"))
        {
            errors.InvalidOmitted(Conditions, "cannot set SuccessCriteriaMet=True and Failed=true conditions");
        }

        if (met && JobConditions.IsTrue(job, "FailureTarget"))
        {
            errors.InvalidOmitted(Conditions, "cannot set SuccessCriteriaMet=True and FailureTarget=true conditions");
        }

        if (!met && job.Spec?.SuccessPolicy is not null && JobConditions.IsTrue(job, "Complete"))
        {
            errors.InvalidOmitted(Conditions, "cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True");
        }
    }

    private static void Transitions(Job old, Job job, JobStatus before, JobStatus after, FieldErrors errors)
    {
        foreach (var type in new[] { "Failed", "Complete", "FailureTarget" })
        {
            if (JobConditions.IsTrue(old, type) && !JobConditions.IsTrue(job, type))
            {
                errors.InvalidOmitted(Conditions, $"cannot disable the terminal {type}=True condition");
            }
        }

        if ((after.Failed ?? 0) < (before.Failed ?? 0))
        {
            errors.Invalid(FieldPath.Status.Child("failed"), after.Failed ?? 0, "cannot decrease the failed counter");
        }

        // An elastic Job that shrinks forgets the indexes it no longer has.
        var elastic = job.Spec is { CompletionMode: "Indexed" } spec && spec.Completions == spec.Parallelism;
        if (!elastic && (after.Succeeded ?? 0) < (before.Succeeded ?? 0))
        {
            errors.Invalid(FieldPath.Status.Child("succeeded"), after.Succeeded ?? 0, "cannot decrease the succeeded counter");
        }

        if (after.CompletionTime is not null && before.CompletionTime is not null && after.CompletionTime != before.CompletionTime)
        {
            errors.Invalid(FieldPath.Status.Child("completionTime"), after.CompletionTime, "completionTime cannot be mutated");
        }

        if (before.StartTime is not null && before.StartTime != after.StartTime && job.Spec?.Suspend != true)
        {
            errors.Required(FieldPath.Status.Child("startTime"), "startTime cannot be removed for unsuspended job");
        }

        if (JobConditions.IsTrue(old, "SuccessCriteriaMet") && !JobConditions.IsTrue(job, "SuccessCriteriaMet"))
        {
            errors.InvalidOmitted(Conditions, "cannot disable the SuccessCriteriaMet=True condition");
        }

        if (JobConditions.IsTrue(old, "Complete") && Changed(old, job, "SuccessCriteriaMet") && JobConditions.IsTrue(job, "SuccessCriteriaMet"))
        {
            errors.InvalidOmitted(Conditions, "cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions");
        }
    }

    private static bool Changed(Job old, Job job, string condition) =>
        JobConditions.IsTrue(old, condition) != JobConditions.IsTrue(job, condition);
}
