using JobFlows.Domain.Core;
using JobFlows.Pods.Linux.ControlGroups;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>A container that is to be created.</summary>
internal sealed record CreateRequest
{
    /// <summary>Its name, which no other container has.</summary>
    public required string Name { get; init; }

    /// <summary>The label that says whose it is.</summary>
    public required string Label { get; init; }

    public required Pod Pod { get; init; }

    public required Container Container { get; init; }

    /// <summary>The image's id: it can't have changed since it was looked at.</summary>
    public required string Image { get; init; }

    public required string Hostname { get; init; }

    /// <summary>The container's <c>command</c> with variables expanded; replaces the image's entrypoint and what that is given.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The container's <c>args</c>, likewise.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Outer ones first.</summary>
    public required IReadOnlyList<BindMount> Mounts { get; init; }

    /// <summary>A working directory that the image lacks and the tool does not make; null when there is none.</summary>
    public string? MissingDirectory { get; init; }

    public required ResourceLimits Limits { get; init; }

    /// <summary>The options for its user.</summary>
    public required IReadOnlyList<string> User { get; init; }

    /// <summary>The options for its variables.</summary>
    public required IReadOnlyList<string> Variables { get; init; }
}
