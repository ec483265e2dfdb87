namespace JobFlows.Domain.Core;

/// <summary>The user the first process of a container started as.</summary>
public sealed record ContainerUser
{
    /// <summary>The user and groups on Linux.</summary>
    public LinuxContainerUser? Linux { get; init; }
}
