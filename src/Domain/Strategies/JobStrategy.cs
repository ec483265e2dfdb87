using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Defaults;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Jobs;
using JobFlows.Domain.Validation.Pods;

namespace JobFlows.Domain.Strategies;

/// <summary>Jobs (upstream <c>pkg/registry/batch/job/strategy.go</c>, as of v1.36).</summary>
public sealed class JobStrategy() : ObjectStrategy<Job>(ResourceTypes.Jobs)
{
    private const int ManyCompletions = 100_000;
    private const int ManyAtOnce = 10_000;

    private protected override bool CountsGeneration => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings(Job obj, Job? old = null)
    {
        List<string> warnings = old is null ? [.. PodNameWarnings(obj.Metadata)] : [];

        if (old is null || old.Metadata.Generation != obj.Metadata.Generation)
        {
            warnings.AddRange(OfSpec(obj.Spec ?? new JobSpec(), FieldPath.Spec));
        }

        return warnings;
    }

    internal static IEnumerable<string> PodNameWarnings(ObjectMeta meta) => Names.Dns1123Label(meta.Name ?? "").ToList() is { Count: > 0 } messages
        ? [$"metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [{string.Join(' ', messages)}]"]
        : [];

    internal static IEnumerable<string> OfSpec(JobSpec spec, FieldPath path)
    {
        var own = spec is { CompletionMode: "Indexed", Completions: > ManyCompletions, Parallelism: > ManyAtOnce }
            ? [$"{path}: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail"]
            : Enumerable.Empty<string>();
        return own.Concat(PodWarnings.Of(spec.Template?.Spec ?? new PodSpec(), path.Child("template", "spec")));
    }

    private protected override Job Default(Job obj) => JobDefaults.Apply(obj);

    // A Job without labels gets its template's, the generated ones among them: upstream defaults it again whenever it is read.
    private protected override Job Created(Job obj) => JobDefaults.Apply(obj with
    {
        Spec = obj.Spec!.ManualSelector == true ? obj.Spec : WithSelector(obj.Spec, obj.Metadata),
        Status = new JobStatus(),
    });

    private protected override Job Updated(Job old, Job updated) => updated with { Status = old.Status };

    private protected override Job StatusUpdated(Job old, Job updated) => updated with { Spec = old.Spec };

    private protected override bool SpecChanged(Job old, Job updated) => !SemanticEquality.AreEqual(old.Spec, updated.Spec);

    private protected override void Check(Job obj, FieldErrors errors) => JobRules.Validate(obj, old: null, errors);

    private protected override void CheckUpdate(Job old, Job updated, FieldErrors errors)
    {
        JobRules.Validate(updated, old, errors);
        JobUpdateRules.Validate(old, updated, errors);
    }

    private protected override void CheckStatusUpdate(Job old, Job updated, FieldErrors errors) => JobStatusRules.Validate(old, updated, errors);

    // What the user has set is kept, so that validation can tell where it gets in the way.
    private static JobSpec WithSelector(JobSpec spec, ObjectMeta meta)
    {
        var template = spec.Template!;
        var labels = Extended(
            template.Metadata?.Labels,
            (JobLabels.LegacyJobName, meta.Name),
            (JobLabels.JobName, meta.Name),
            (JobLabels.LegacyControllerUid, meta.Uid),
            (JobLabels.ControllerUid, meta.Uid));
        var selector = spec.Selector ?? new LabelSelector();
        return spec with
        {
            Template = template with { Metadata = (template.Metadata ?? new ObjectMeta()) with { Labels = labels } },
            Selector = selector with { MatchLabels = Extended(selector.MatchLabels, (JobLabels.ControllerUid, meta.Uid)) },
        };
    }

    private static Dictionary<string, string> Extended(IReadOnlyDictionary<string, string>? labels, params (string Key, string? Value)[] more)
    {
        var result = new Dictionary<string, string>(labels ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (key, value) in more)
        {
            result.TryAdd(key, value ?? "");
        }

        return result;
    }
}
