using JobFlows.Domain.Meta;

namespace JobFlows.Workflows.Changes;

/// <summary>What follows from changes that clients make to objects. The API calls it after the commit and before it answers.</summary>
public interface IObjectReactions
{
    /// <summary>An object was created. For a Job it returns when the first pods exist; for a pod, when it is on its way.</summary>
    Task CreatedAsync(KubeObject created, CancellationToken cancellation);

    /// <summary>An object was changed.</summary>
    Task UpdatedAsync(KubeObject before, KubeObject after, CancellationToken cancellation);
}
