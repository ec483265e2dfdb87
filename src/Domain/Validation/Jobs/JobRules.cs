using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>A whole Job (upstream <c>ValidateJob</c>).</summary>
internal static class JobRules
{
    /// <summary>Validates a Job. Jobs from before the prefixed labels need not have them; <paramref name="old"/> tells.</summary>
    internal static void Validate(Job job, Job? old, FieldErrors errors)
    {
        var spec = job.Spec ?? new JobSpec();
        ObjectMetaRules.Validate(job.Metadata, namespaced: true, Names.Dns1123Subdomain, errors);
        GeneratedSelector(job.Metadata, spec, NeedsPrefixedLabels(old), errors);
        JobSpecRules.Validate(spec, FieldPath.Spec, errors);
        Selector(spec, errors);
        PodNames(job.Metadata, spec, errors);
    }

    private static bool NeedsPrefixedLabels(Job? old)
    {
        var labels = old?.Spec?.Template?.Metadata?.Labels;
        return old is null || (labels?.ContainsKey(JobLabels.JobName) == true && labels.ContainsKey(JobLabels.ControllerUid));
    }

    // Someone who doesn't ask for a selector of their own must not get in the way of the generated one.
    private static void GeneratedSelector(ObjectMeta meta, JobSpec spec, bool prefixed, FieldErrors errors)
    {
        if (spec.ManualSelector == true || spec.Selector is null)
        {
            return;
        }

        FieldRules.RequiredText(FieldPath.Metadata.Child("uid"), meta.Uid, errors);
        var expected = new List<KeyValuePair<string, string>>
        {
            new(JobLabels.LegacyControllerUid, meta.Uid ?? ""),
            new(JobLabels.LegacyJobName, meta.Name ?? ""),
        };
        if (prefixed)
        {
            expected.Add(new(JobLabels.ControllerUid, meta.Uid ?? ""));
            expected.Add(new(JobLabels.JobName, meta.Name ?? ""));
        }

        foreach (var (key, value) in expected)
        {
            HasLabel(spec.Template?.Metadata?.Labels, key, value, errors);
        }

        if (LabelRules.Matches(spec.Selector, expected.ToDictionary(StringComparer.Ordinal)) == false)
        {
            errors.Invalid(FieldPath.Spec.Child("selector"), spec.Selector, "`selector` not auto-generated");
        }
    }

    private static void HasLabel(IReadOnlyDictionary<string, string>? labels, string key, string expected, FieldErrors errors)
    {
        var path = FieldPath.Spec.Child("template", "metadata", "labels").Key(key);
        if (labels is null || !labels.TryGetValue(key, out var actual))
        {
            errors.Required(path, $"must be '{expected}'");
        }
        else if (actual != expected)
        {
            errors.Invalid(path, labels, $"must be '{expected}'");
        }
    }

    private static void Selector(JobSpec spec, FieldErrors errors)
    {
        var path = FieldPath.Spec.Child("selector");
        if (spec.Selector is null)
        {
            errors.Required(path);
        }

        LabelRules.Selector(spec.Selector, path, errors);
        var labels = spec.Template?.Metadata?.Labels;
        if (LabelRules.Matches(spec.Selector, labels) == false)
        {
            errors.Invalid(FieldPath.Spec.Child("template", "metadata", "labels"), labels, "`selector` does not match template `labels`");
        }
    }

    // An indexed pod's host name ends in its index, and must still be a DNS label.
    private static void PodNames(ObjectMeta meta, JobSpec spec, FieldErrors errors)
    {
        if (spec is { CompletionMode: "Indexed", Completions: > 0 })
        {
            var longest = $"{meta.Name}-{spec.Completions - 1}";
            if (Names.Dns1123Label(longest).Any())
            {
                errors.Invalid(
                    FieldPath.Metadata.Child("name"), meta.Name ?? "", $"will not able to create pod with invalid DNS label: {longest}");
            }
        }
    }
}
