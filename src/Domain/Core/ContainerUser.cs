namespace JobFlows.Domain.Core;

public sealed record ContainerUser
{
    public LinuxContainerUser? Linux { get; init; }
}
