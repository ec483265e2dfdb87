using System.Text.RegularExpressions;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Cron;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>A CronJob (upstream <c>ValidateCronJobCreate</c> and <c>ValidateCronJobUpdate</c>).</summary>
internal static partial class CronJobRules
{
    // The controller appends 11 characters to make a Job's name, which must stay a DNS label.
    private const int NameMaxLength = 52;

    internal static void Validate(CronJob cronJob, FieldErrors errors)
    {
        ObjectMetaRules.Validate(cronJob.Metadata, namespaced: true, Names.Dns1123Subdomain, errors);
        Spec(cronJob.Spec ?? new CronJobSpec(), old: null, errors);
        if (cronJob.Metadata.Name is { Length: > NameMaxLength } name)
        {
            errors.Invalid(FieldPath.Metadata.Child("name"), name, $"must be no more than {NameMaxLength} characters");
        }
    }

    internal static void Spec(CronJobSpec spec, CronJobSpec? old, FieldErrors errors)
    {
        var path = FieldPath.Spec;
        if (string.IsNullOrEmpty(spec.Schedule))
        {
            errors.Required(path.Child("schedule"));
        }
        else
        {
            Schedule(spec.Schedule, spec.TimeZone, old, path.Child("schedule"), errors);
        }

        FieldRules.NonNegative(path.Child("startingDeadlineSeconds"), spec.StartingDeadlineSeconds, errors);
        if (old is null || old.TimeZone != spec.TimeZone)
        {
            TimeZone(spec.TimeZone, path.Child("timeZone"), errors);
        }

        FieldRules.RequiredOneOf(path.Child("concurrencyPolicy"), spec.ConcurrencyPolicy, errors, "Allow", "Forbid", "Replace");
        JobTemplate(spec.JobTemplate?.Spec ?? new JobSpec(), path.Child("jobTemplate", "spec"), errors);
        FieldRules.NonNegative(path.Child("successfulJobsHistoryLimit"), spec.SuccessfulJobsHistoryLimit, errors);
        FieldRules.NonNegative(path.Child("failedJobsHistoryLimit"), spec.FailedJobsHistoryLimit, errors);
    }

    private static void Schedule(string schedule, string? timeZone, CronJobSpec? old, FieldPath path, FieldErrors errors)
    {
        if (CronParser.Parse(schedule, zone: null, out var problem) is null)
        {
            errors.Invalid(path, schedule, problem!);
        }

        if (!schedule.Contains("TZ", StringComparison.Ordinal))
        {
            return;
        }

        if (old?.Schedule?.Contains("TZ", StringComparison.Ordinal) != true)
        {
            errors.Invalid(path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }
        else if (timeZone is not null)
        {
            errors.Invalid(path, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule");
        }
    }

    private static void TimeZone(string? timeZone, FieldPath path, FieldErrors errors)
    {
        if (timeZone is null)
        {
            return;
        }

        if (timeZone.Length == 0)
        {
            errors.Invalid(path, timeZone, "timeZone must be nil or non-empty string");
            return;
        }

        if (timeZone.Split('/').Any(part => part is "." or ".." || part.StartsWith('-') || !TimeZonePart().IsMatch(part)))
        {
            errors.Invalid(path, timeZone, $"unknown time zone {timeZone}");
            return;
        }

        if (timeZone.Equals("Local", StringComparison.OrdinalIgnoreCase))
        {
            errors.Invalid(path, timeZone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        }

        if (CronParser.FindZone(timeZone) is null)
        {
            errors.Invalid(path, timeZone, $"unknown time zone {timeZone}");
        }
    }

    private static void JobTemplate(JobSpec spec, FieldPath path, FieldErrors errors)
    {
        JobSpecRules.Validate(spec, path, errors);
        if (spec.Selector is not null)
        {
            errors.Invalid(path.Child("selector"), spec.Selector, "`selector` will be auto-generated");
        }

        if (spec.ManualSelector == true)
        {
            errors.NotSupported(path.Child("manualSelector"), true, "nil", "false");
        }
    }

    [GeneratedRegex(@"^[A-Za-z.\-_0-9+]{1,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeZonePart();
}
