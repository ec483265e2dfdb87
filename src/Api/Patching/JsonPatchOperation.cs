using System.Text.Json;

namespace JobFlows.Api.Patching;

/// <summary>One operation of a JSON patch.</summary>
internal sealed record JsonPatchOperation
{
    /// <summary><c>add</c>, <c>remove</c>, <c>replace</c>, <c>move</c>, <c>copy</c> or <c>test</c>.</summary>
    public string? Op { get; init; }

    /// <summary>Where, as a JSON pointer.</summary>
    public string? Path { get; init; }

    /// <summary>Where from, for <c>move</c> and <c>copy</c>.</summary>
    public string? From { get; init; }

    /// <summary>The value for <c>add</c>, <c>replace</c> and <c>test</c>.</summary>
    public JsonElement? Value { get; init; }
}
