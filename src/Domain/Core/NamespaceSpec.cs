namespace JobFlows.Domain.Core;

public sealed record NamespaceSpec
{
    public IReadOnlyList<string>? Finalizers { get; init; }
}
