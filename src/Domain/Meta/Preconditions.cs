namespace JobFlows.Domain.Meta;

/// <summary>What must still be true of an object when it is deleted.</summary>
public sealed record Preconditions
{
    /// <summary>The UID it must have.</summary>
    public string? Uid { get; init; }

    /// <summary>The revision it must have.</summary>
    public string? ResourceVersion { get; init; }
}
