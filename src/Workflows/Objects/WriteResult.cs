namespace JobFlows.Workflows.Objects;

/// <summary>What became of an <see cref="ObjectWrite"/>.</summary>
public abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>It is committed and durable.</summary>
    /// <param name="Object">The object as stored; for a delete, its last state at the deletion's revision.</param>
    public sealed record Written(StoredObject Object) : WriteResult;

    /// <summary>A create found an object of that name.</summary>
    /// <param name="Uid">The existing object's UID.</param>
    public sealed record AlreadyExists(string Uid) : WriteResult;

    /// <summary>An update or delete found nothing.</summary>
    public sealed record NotFound : WriteResult;

    /// <summary>The object has changed since the caller read it.</summary>
    /// <param name="Revision">Where it is now.</param>
    public sealed record Conflict(long Revision) : WriteResult;
}
