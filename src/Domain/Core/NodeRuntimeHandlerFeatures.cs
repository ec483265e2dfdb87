namespace JobFlows.Domain.Core;

public sealed record NodeRuntimeHandlerFeatures
{
    public bool? RecursiveReadOnlyMounts { get; init; }

    public bool? UserNamespaces { get; init; }
}
