namespace JobFlows.Domain.Core;

public sealed record ContainerImage
{
    public IReadOnlyList<string>? Names { get; init; }

    public long? SizeBytes { get; init; }
}
