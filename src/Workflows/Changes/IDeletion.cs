using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Changes;

/// <summary>Deletes objects as Kubernetes does: finalizers, graceful pod deletion, dependents (background, foreground, orphan).</summary>
public interface IDeletion
{
    /// <summary>Deletes an object, or marks it for deletion and lets the rest happen by itself.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="key">Where the object is.</param>
    /// <param name="options">Grace period, preconditions; <see cref="DeleteOptions.PropagationPolicy"/> must be filled in. <see cref="DeleteOptions.DryRun"/> is honoured.</param>
    /// <param name="cancellation">Cancels.</param>
    Task<DeleteResult> DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellation = default);
}
