using System.Text.Json;

namespace JobFlows.Domain.Meta;

/// <summary>The set of fields that one manager last wrote.</summary>
public sealed record ManagedFieldsEntry
{
    /// <summary>The manager's name.</summary>
    public string? Manager { get; init; }

    /// <summary><c>Apply</c> or <c>Update</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>The version that the field names belong to.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>When the set last changed.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The format of <see cref="FieldsV1"/>; only <c>FieldsV1</c> exists.</summary>
    public string? FieldsType { get; init; }

    /// <summary>The fields, as a trie of <c>f:name</c> and <c>k:{key}</c>.</summary>
    public JsonElement? FieldsV1 { get; init; }

    /// <summary>The subresource the write went to, or absent for the object itself.</summary>
    public string? Subresource { get; init; }
}
