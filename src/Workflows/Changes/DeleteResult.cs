using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Changes;

/// <summary>What became of a delete.</summary>
public abstract record DeleteResult
{
    private DeleteResult()
    {
    }

    /// <summary>The object is gone.</summary>
    /// <param name="Object">Its last state.</param>
    public sealed record Deleted(StoredObject Object) : DeleteResult;

    /// <summary>The object is marked, and goes once its grace period and finalizers are done.</summary>
    /// <param name="Object">It, with its deletion timestamp.</param>
    public sealed record Marked(StoredObject Object) : DeleteResult;

    /// <summary>There is no such object.</summary>
    public sealed record NotFound : DeleteResult;

    /// <summary>The object must stay (403 Forbidden).</summary>
    /// <param name="Message">Why, in Kubernetes' words.</param>
    public sealed record Forbidden(string Message) : DeleteResult;

    /// <summary>A precondition does not hold (409 Conflict).</summary>
    /// <param name="Message">Which, in Kubernetes' words.</param>
    public sealed record PreconditionFailed(string Message) : DeleteResult;
}
