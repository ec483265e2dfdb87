namespace JobFlows.Domain.Meta;

/// <summary>The answer to a request that returns no object: a success or, mostly, an error.</summary>
public sealed record Status
{
    /// <summary>Always <c>v1</c>.</summary>
    public string? ApiVersion { get; init; } = "v1";

    /// <summary>Always <c>Status</c>.</summary>
    public string? Kind { get; init; } = "Status";

    /// <summary>List metadata; always empty here.</summary>
    public ListMeta? Metadata { get; init; } = new();

    /// <summary><c>Success</c> or <c>Failure</c>. (The property can't be called like its type.)</summary>
    [System.Text.Json.Serialization.JsonPropertyName("status")]
    public string? Outcome { get; init; }

    /// <summary>What happened, for people.</summary>
    public string? Message { get; init; }

    /// <summary>Why, for programs: <c>NotFound</c>, <c>Invalid</c>, <c>Conflict</c> …</summary>
    public string? Reason { get; init; }

    /// <summary>The object and fields concerned.</summary>
    public StatusDetails? Details { get; init; }

    /// <summary>The HTTP status code.</summary>
    public int? Code { get; init; }
}
