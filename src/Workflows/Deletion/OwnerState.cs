namespace JobFlows.Workflows.Deletion;

/// <summary>How an owner stands that a reference names.</summary>
internal enum OwnerState
{
    /// <summary>It is there, or nobody here can tell.</summary>
    Alive,

    /// <summary>It is being deleted in the foreground, after its dependents.</summary>
    Waiting,

    /// <summary>There is none of that UID at that place.</summary>
    Gone,
}
