using System.Text;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Validation.Pods;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>A Job's spec but for the selector, so that CronJobs can use it too; errors come in upstream's order.</summary>
internal static class JobSpecRules
{
    private const int MaxParallelism = 100_000;
    private const int MaxFailedIndexes = 100_000;
    private const int ManyCompletions = 100_000;
    private const int MaxWithManyCompletions = 10_000;
    private const int ManagedByMaxBytes = 63;
    private const string NeedsIndexed = "requires indexed completion mode";

    internal static void Validate(JobSpec spec, FieldPath path, FieldErrors errors)
    {
        Numbers(spec, path, errors);
        ManagedBy(spec.ManagedBy, path.Child("managedBy"), errors);
        CompletionMode(spec, path, errors);
        if (spec.PodFailurePolicy is { } failurePolicy)
        {
            PodFailurePolicyRules.Validate(failurePolicy, spec, path.Child("podFailurePolicy", "rules"), errors);
        }

        if (spec.SuccessPolicy is { } successPolicy)
        {
            if (spec.CompletionMode == "Indexed")
            {
                SuccessPolicyRules.Validate(successPolicy, spec.Completions, path.Child("successPolicy", "rules"), errors);
            }
            else
            {
                errors.Invalid(path.Child("successPolicy"), successPolicy, NeedsIndexed);
            }
        }

        PodReplacementPolicy(spec, path.Child("podReplacementPolicy"), errors);
        PodTemplateRules.Validate(spec.Template ?? new PodTemplateSpec(), path.Child("template"), errors);
        RestartPolicy(spec, path.Child("template", "spec", "restartPolicy"), errors);
    }

    private static void Numbers(JobSpec spec, FieldPath path, FieldErrors errors)
    {
        FieldRules.NonNegative(path.Child("parallelism"), spec.Parallelism, errors);
        FieldRules.NonNegative(path.Child("completions"), spec.Completions, errors);
        FieldRules.NonNegative(path.Child("activeDeadlineSeconds"), spec.ActiveDeadlineSeconds, errors);
        FieldRules.NonNegative(path.Child("backoffLimit"), spec.BackoffLimit, errors);
        FieldRules.NonNegative(path.Child("ttlSecondsAfterFinished"), spec.TtlSecondsAfterFinished, errors);
        FieldRules.NonNegative(path.Child("backoffLimitPerIndex"), spec.BackoffLimitPerIndex, errors);
        FieldRules.NonNegative(path.Child("maxFailedIndexes"), spec.MaxFailedIndexes, errors);
        if (spec is { MaxFailedIndexes: not null, BackoffLimitPerIndex: null })
        {
            errors.Required(path.Child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
        }
    }

    private static void ManagedBy(string? manager, FieldPath path, FieldErrors errors)
    {
        if (manager is null)
        {
            return;
        }

        Names.DomainPrefixedPath(path, manager, errors);
        if (Encoding.UTF8.GetByteCount(manager) > ManagedByMaxBytes)
        {
            errors.TooLong(path, ManagedByMaxBytes);
        }
    }

    private static void CompletionMode(JobSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.CompletionMode is { } mode)
        {
            FieldRules.OneOf(path.Child("completionMode"), mode, errors, "NonIndexed", "Indexed");
        }

        if (spec.CompletionMode == "Indexed")
        {
            Indexed(spec, path, errors);
        }
        else if (spec.CompletionMode is null or "NonIndexed")
        {
            NotIndexed(spec.BackoffLimitPerIndex, path.Child("backoffLimitPerIndex"), errors);
            NotIndexed(spec.MaxFailedIndexes, path.Child("maxFailedIndexes"), errors);
        }
    }

    private static void NotIndexed(int? value, FieldPath path, FieldErrors errors)
    {
        if (value is { } number)
        {
            errors.Invalid(path, number, NeedsIndexed);
        }
    }

    private static void Indexed(JobSpec spec, FieldPath path, FieldErrors errors)
    {
        var (parallelism, maxFailed) = (path.Child("parallelism"), path.Child("maxFailedIndexes"));
        if (spec.Completions is null)
        {
            errors.Required(path.Child("completions"), "when completion mode is Indexed");
        }

        AtMost(parallelism, spec.Parallelism, MaxParallelism, " when completion mode is Indexed", errors);
        if (spec.MaxFailedIndexes > spec.Completions)
        {
            errors.Invalid(maxFailed, spec.MaxFailedIndexes, "must be less than or equal to completions");
        }

        AtMost(maxFailed, spec.MaxFailedIndexes, MaxFailedIndexes, "", errors);
        if (spec is { Completions: > ManyCompletions, BackoffLimitPerIndex: not null })
        {
            if (spec.MaxFailedIndexes is null)
            {
                errors.Required(maxFailed, $"must be specified when completions is above {ManyCompletions}");
            }

            var detail = $" when completions are above {ManyCompletions} and used with backoff limit per index";
            AtMost(parallelism, spec.Parallelism, MaxWithManyCompletions, detail, errors);
            AtMost(maxFailed, spec.MaxFailedIndexes, MaxWithManyCompletions, detail, errors);
        }
    }

    private static void AtMost(FieldPath path, int? value, int most, string when, FieldErrors errors)
    {
        if (value > most)
        {
            errors.Invalid(path, value.Value, $"must be less than or equal to {most}{when}");
        }
    }

    // A failure policy looks at failed pods, so replacements have to wait until pods have failed.
    private static void PodReplacementPolicy(JobSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.PodReplacementPolicy is not { } policy)
        {
            return;
        }

        if (spec.PodFailurePolicy is not null)
        {
            FieldRules.OneOf(path, policy, errors, "Failed");
        }
        else
        {
            FieldRules.OneOf(path, policy, errors, "Failed", "TerminatingOrFailed");
        }
    }

    private static void RestartPolicy(JobSpec spec, FieldPath path, FieldErrors errors)
    {
        var policy = spec.Template?.Spec?.RestartPolicy;
        if (policy is null or "" or "Always")
        {
            errors.Required(path, "valid values: \"OnFailure\", \"Never\"");
        }
        else if (policy is not ("OnFailure" or "Never"))
        {
            errors.NotSupported(path, policy, "OnFailure", "Never");
        }
        else if (spec.PodFailurePolicy is not null && policy != "Never")
        {
            errors.Invalid(path, policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }
}
