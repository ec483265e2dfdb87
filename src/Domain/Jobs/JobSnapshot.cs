using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Jobs;

/// <summary>The parts of a Job that decisions rest on, as read from the object store.</summary>
public sealed record JobSnapshot
{
    /// <summary>The Job's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Job's name.</summary>
    public required string Name { get; init; }

    /// <summary>The Job's UID.</summary>
    public required string Uid { get; init; }

    /// <summary>When the Job was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The store revision it was read at; an older snapshot never replaces a newer one.</summary>
    public long Revision { get; init; }

    /// <summary>Whether the Job has a deletion timestamp.</summary>
    public bool Deleting { get; init; }

    /// <summary>The spec; of the template only what decisions need (<see cref="From"/>).</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>The status as stored; what an orchestration that starts late (after a finish, say) continues from.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>The snapshot of <paramref name="job"/>, its template cut down to restartPolicy and grace period: histories
    /// stay small however large a template is.</summary>
    public static JobSnapshot From(Job job)
    {
        var template = job.Spec?.Template;
        return new JobSnapshot
        {
            Namespace = job.Metadata.Namespace ?? "",
            Name = job.Metadata.Name ?? "",
            Uid = job.Metadata.Uid ?? "",
            CreatedAt = job.Metadata.CreationTimestamp ?? default,
            Revision = long.TryParse(job.Metadata.ResourceVersion, out var revision) ? revision : 0,
            Deleting = job.Metadata.DeletionTimestamp is not null,
            Status = job.Status,
            Spec = (job.Spec ?? new JobSpec()) with
            {
                Template = new Core.PodTemplateSpec
                {
                    Spec = new Core.PodSpec
                    {
                        RestartPolicy = template?.Spec?.RestartPolicy,
                        TerminationGracePeriodSeconds = template?.Spec?.TerminationGracePeriodSeconds,
                    },
                },
            },
        };
    }
}
