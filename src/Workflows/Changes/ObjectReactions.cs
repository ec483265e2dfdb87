using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows.Changes;

/// <inheritdoc cref="IObjectReactions"/>
public sealed class ObjectReactions(JobReactions jobs, PodService pods, Bootstrap.Bootstrap bootstrap) : IObjectReactions
{
    /// <inheritdoc/>
    public Task CreatedAsync(KubeObject created, CancellationToken cancellation) => created switch
    {
        Job job => jobs.CreatedAsync(job, cancellation),
        Pod pod => pods.BindAsync(pod, cancellation),
        Namespace @namespace => bootstrap.EquipAsync(@namespace, cancellation),
        _ => Task.CompletedTask,
    };

    /// <inheritdoc/>
    public Task UpdatedAsync(KubeObject before, KubeObject after, CancellationToken cancellation) => after switch
    {
        Job job => jobs.ChangedAsync(job, cancellation),
        Pod pod => pods.ChangedAsync(pod, gone: !Objects.ObjectWrites.IsHeld(pod), cancellation),
        _ => Task.CompletedTask,
    };
}
