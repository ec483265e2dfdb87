namespace JobFlows.Domain.Core;

/// <summary>What is wanted of a namespace.</summary>
public sealed record NamespaceSpec
{
    /// <summary>Who has to let go before the namespace can disappear.</summary>
    public IReadOnlyList<string>? Finalizers { get; init; }
}
