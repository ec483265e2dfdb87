namespace JobFlows.Domain.Authorization;

/// <summary>A request that isn't about an object, such as for /version.</summary>
public sealed record NonResourceAttributes
{
    /// <summary>The request's path.</summary>
    public string? Path { get; init; }

    /// <summary>The request's method in lower case, such as get.</summary>
    public string? Verb { get; init; }
}
