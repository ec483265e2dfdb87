using System.Text.Json.Serialization;

namespace JobFlows.Domain.Meta;

/// <summary>Any API object: a type, metadata, and whatever the kind adds.</summary>
/// <remarks>The first three properties are always written in this order; the object store relies on it to splice in the revision.</remarks>
public abstract record KubeObject
{
    /// <summary>Group and version, such as <c>batch/v1</c>; the core group is just <c>v1</c>.</summary>
    [JsonPropertyOrder(-3)]
    public string? ApiVersion { get; init; }

    /// <summary>The kind's name, such as <c>Job</c>.</summary>
    [JsonPropertyOrder(-2)]
    public string? Kind { get; init; }

    /// <summary>What every object has: names, labels, owners, revisions.</summary>
    [JsonPropertyOrder(-1)]
    public ObjectMeta Metadata { get; init => field = value ?? new ObjectMeta(); } = new();
}
