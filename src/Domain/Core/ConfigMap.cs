using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Settings as keys and values, for pods to use. Not for secrets.</summary>
public sealed record ConfigMap : KubeObject
{
    /// <summary>When true, the values can't be changed any more, nor can this. Defaults to false.</summary>
    public bool? Immutable { get; init; }

    /// <summary>Values that are text. Keys consist of letters, digits, hyphens, underscores and dots.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }

    /// <summary>Values that aren't text, in base64. No key may be in data as well.</summary>
    public IReadOnlyDictionary<string, byte[]>? BinaryData { get; init; }
}
