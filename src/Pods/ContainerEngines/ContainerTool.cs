using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>A program that runs containers, with what it needs on this machine to start one.</summary>
public sealed record ContainerTool
{
    /// <summary>The program's file.</summary>
    public required string Path { get; init; }

    /// <summary>Which one it is, whatever its file is called.</summary>
    public required ContainerToolKind Kind { get; init; }

    /// <summary>What it says is its version, such as <c>5.4.2</c>.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>Options before every verb, such as <c>--runtime runc</c>. Default: none.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Options of every container, such as <c>--init</c>. Default: none.</summary>
    public IReadOnlyList<string> CreateOptions { get; init; } = [];

    /// <summary>Whether containers can have limits. Default: they can.</summary>
    public bool Limits { get; init; } = true;

    /// <summary>Its name, in lower case as in <c>podman://CONTAINER</c>.</summary>
    [JsonIgnore]
    public string Name => Kind == ContainerToolKind.Docker ? "docker" : "podman";

    /// <summary>All of it as one argument.</summary>
    internal string Write() => JsonSerializer.Serialize(this, EngineJson.Default.ContainerTool);

    /// <summary>Reads it back.</summary>
    internal static ContainerTool Read(string text) => JsonSerializer.Deserialize(text, EngineJson.Default.ContainerTool)!;
}
