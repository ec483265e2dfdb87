using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record Secret : KubeObject
{
    public bool? Immutable { get; init; }

    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    public IReadOnlyDictionary<string, string>? StringData { get; init; }

    public string? Type { get; init; }
}
