using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record ConfigMap : KubeObject
{
    public bool? Immutable { get; init; }

    public IReadOnlyDictionary<string, string>? Data { get; init; }

    public IReadOnlyDictionary<string, byte[]>? BinaryData { get; init; }
}
