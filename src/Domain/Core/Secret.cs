using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Secret values, such as passwords, under keys, for pods to use. At most 1 MiB in all.</summary>
public sealed record Secret : KubeObject
{
    /// <summary>When true, the values can't be changed any more, nor can this. Defaults to false.</summary>
    public bool? Immutable { get; init; }

    /// <summary>The values in base64. Keys consist of letters, digits, hyphens, underscores and dots.</summary>
    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    /// <summary>Values as plain text, for writing only: they are moved to data, over what is there.</summary>
    public IReadOnlyDictionary<string, string>? StringData { get; init; }

    /// <summary>What the values are for, such as kubernetes.io/tls. Defaults to Opaque. Can't be changed.</summary>
    public string? Type { get; init; }
}
