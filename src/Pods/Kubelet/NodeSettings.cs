using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Logs;

namespace JobFlows.Pods.Kubelet;

/// <summary>What the server tells the supervisor when it starts it.</summary>
/// <param name="Directory">The folder of all pods.</param>
/// <param name="Name">The node's name.</param>
/// <param name="Catalogue">The image catalogue's file, or null.</param>
/// <param name="Bubblewrap">The path of bwrap, or its name.</param>
/// <param name="Idle">How long to stay without a server and without a pod.</param>
/// <param name="EndsWithServer">Whether the pods end when the server has gone away.</param>
internal sealed record NodeSettings(string Directory, string Name, string? Catalogue, string Bubblewrap, TimeSpan Idle, bool EndsWithServer)
{
    /// <summary>The most processes and threads that a container may have; null for any number.</summary>
    public long? ProcessLimit { get; init; }

    /// <summary>What runs the containers; null when they are processes.</summary>
    public ContainerTool? ContainerTool { get; init; }

    /// <summary>How much output is kept.</summary>
    public LogLimits Logs { get; init; } = new();
}
