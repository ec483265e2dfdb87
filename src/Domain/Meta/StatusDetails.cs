namespace JobFlows.Domain.Meta;

/// <summary>What an error is about.</summary>
public sealed record StatusDetails
{
    /// <summary>The object's name.</summary>
    public string? Name { get; init; }

    /// <summary>The API group.</summary>
    public string? Group { get; init; }

    /// <summary>The kind, or the resource where no kind is known.</summary>
    public string? Kind { get; init; }

    /// <summary>The object's UID.</summary>
    public string? Uid { get; init; }

    /// <summary>One cause for each field at fault.</summary>
    [AtomicValue]
    public IReadOnlyList<StatusCause>? Causes { get; init; }

    /// <summary>Seconds after which a retry makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }
}
