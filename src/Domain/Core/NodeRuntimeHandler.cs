namespace JobFlows.Domain.Core;

public sealed record NodeRuntimeHandler
{
    public string? Name { get; init; }

    public NodeRuntimeHandlerFeatures? Features { get; init; }
}
