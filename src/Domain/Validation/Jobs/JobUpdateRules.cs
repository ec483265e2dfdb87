using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>What may change in a Job's spec (upstream <c>ValidateJobSpecUpdate</c>, as of v1.36).</summary>
internal static class JobUpdateRules
{
    internal static void Validate(Job old, Job job, FieldErrors errors)
    {
        var (before, after, path) = (old.Spec ?? new JobSpec(), job.Spec ?? new JobSpec(), FieldPath.Spec);
        Completions(before, after, path.Child("completions"), errors);
        FieldRules.Immutable(path.Child("selector"), after.Selector, before.Selector, errors);
        var template = MayReschedule(old) ? WithPlacementOf(after.Template, before.Template) : before.Template;
        FieldRules.Immutable(path.Child("template"), after.Template, template, errors);
        Immutable("completionMode", after.CompletionMode, before.CompletionMode);
        FieldRules.Immutable(path.Child("podFailurePolicy"), after.PodFailurePolicy, before.PodFailurePolicy, errors);
        Immutable("backoffLimitPerIndex", after.BackoffLimitPerIndex, before.BackoffLimitPerIndex);
        Immutable("managedBy", after.ManagedBy, before.ManagedBy);
        FieldRules.Immutable(path.Child("successPolicy"), after.SuccessPolicy, before.SuccessPolicy, errors);

        void Immutable<T>(string field, T? value, T? was)
        {
            if (!EqualityComparer<T>.Default.Equals(value, was))
            {
                errors.Invalid(path.Child(field), value, FieldRules.ImmutableMessage);
            }
        }
    }

    // An Indexed Job grows and shrinks by both numbers at once.
    private static void Completions(JobSpec before, JobSpec after, FieldPath path, FieldErrors errors)
    {
        if (after.Completions == before.Completions)
        {
            return;
        }

        if (after.CompletionMode != "Indexed")
        {
            errors.Invalid(path, after.Completions, FieldRules.ImmutableMessage);
        }
        else if (after.Completions is not null && after.Completions != after.Parallelism)
        {
            errors.Invalid(path, after.Completions, "can only be modified in tandem with spec.parallelism");
        }
    }

    /// <summary>Whether pods of the Job, which is suspended and has none, may be placed and sized anew when it goes on.</summary>
    private static bool MayReschedule(Job job) => job.Spec?.Suspend == true
        && (job.Status?.Active ?? 0) == 0
        && (job.Status?.StartTime is null || JobConditions.IsTrue(job, "Suspended"));

    /// <summary>The old template with what may change taken from the new one.</summary>
    private static PodTemplateSpec WithPlacementOf(PodTemplateSpec? source, PodTemplateSpec? template)
    {
        var (from, to) = (source?.Spec ?? new PodSpec(), template?.Spec ?? new PodSpec());
        return new PodTemplateSpec
        {
            Metadata = (template?.Metadata ?? new ObjectMeta()) with
            {
                Labels = source?.Metadata?.Labels,
                Annotations = source?.Metadata?.Annotations,
            },
            Spec = to with
            {
                Affinity = WithNodeAffinityOf(from.Affinity, to.Affinity),
                NodeSelector = from.NodeSelector,
                Tolerations = from.Tolerations,
                SchedulingGates = from.SchedulingGates,
                Containers = WithResourcesOf(from.Containers, to.Containers),
                InitContainers = WithResourcesOf(from.InitContainers, to.InitContainers),
            },
        };
    }

    private static Affinity? WithNodeAffinityOf(Affinity? source, Affinity? affinity)
    {
        var merged = (affinity ?? new Affinity()) with { NodeAffinity = source?.NodeAffinity };

        // With nothing but node affinity the whole object may come and go.
        return source is null && merged is { PodAffinity: null, PodAntiAffinity: null } ? null : merged;
    }

    private static IReadOnlyList<Container>? WithResourcesOf(IReadOnlyList<Container>? source, IReadOnlyList<Container>? containers) =>
        source is null || containers is null || source.Count != containers.Count
            ? containers
            : [.. containers.Zip(source, (container, from) => container with { Resources = from.Resources })];
}
