using JobFlows.Domain.Core;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>A run of a container, planned.</summary>
internal sealed record EngineRun
{
    /// <summary>The container's name for the tool.</summary>
    public required string Name { get; init; }

    public required Container Container { get; init; }

    /// <summary>The arguments that create it.</summary>
    public required IReadOnlyList<string> Create { get; init; }

    /// <summary>Variables that the tool hands on to it.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Variables that mark the tool as the pod's.</summary>
    public required IReadOnlyDictionary<string, string> Marks { get; init; }

    /// <summary>The first file of its log.</summary>
    public required string LogFile { get; init; }

    /// <summary>The signal that the image wants to be stopped with, or null.</summary>
    public string? StopSignal { get; init; }

    /// <summary>The image's id.</summary>
    public required string Image { get; init; }

    /// <summary>Where it looks for programs.</summary>
    public required string Path { get; init; }

    /// <summary>Where it starts.</summary>
    public required string Directory { get; init; }
}
