using JobFlows.Pods.Linux;
using JobFlows.Pods.Linux.ControlGroups;
using JobFlows.Pods.Linux.Init;

namespace JobFlows.Pods.Kubelet;

/// <summary>What keeps a run of a container apart from the rest of the machine, as far as the machine allows it.</summary>
internal sealed record ContainerIsolation
{
    /// <summary>Nothing does.</summary>
    public static ContainerIsolation None { get; } = new();

    /// <summary>Its first process; null when it shares the supervisor's process numbers.</summary>
    public ContainerInit? Init { get; init; }

    /// <summary>Its limits, or null.</summary>
    public ControlGroup? Group { get; init; }

    /// <summary>Its host name.</summary>
    public string Hostname { get; init; } = string.Empty;

    /// <summary>The file that it sees at <see cref="MessagePath"/>, or null.</summary>
    public string? MessageFile { get; init; }

    /// <summary>Where it writes its termination message.</summary>
    public string? MessagePath { get; init; }

    /// <summary>The request with what comes before the command.</summary>
    public SpawnRequest Apply(SpawnRequest request) =>
        Init?.Start(request, Hostname, MessageFile, MessagePath, Group?.Entries ?? []) ?? request;
}
