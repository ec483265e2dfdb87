using System.Text.Json.Serialization;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>What tools print, and how they are handed to the supervisor.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ContainerTool))]
[JsonSerializable(typeof(ContainerState))]
[JsonSerializable(typeof(IReadOnlyList<ImageFacts>))]
internal sealed partial class EngineJson : JsonSerializerContext;
