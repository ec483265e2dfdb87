using JobFlows.Pods.Linux;
using JobFlows.Pods.Linux.ControlGroups;
using JobFlows.Pods.Linux.Init;

namespace JobFlows.Pods.Kubelet;

/// <summary>What keeps a run of a container apart from the rest of the machine, as far as the machine allows it.</summary>
/// <param name="Init">Its first process; null when it shares the supervisor's process numbers.</param>
/// <param name="Script">What init does before it starts the command.</param>
/// <param name="Group">Its limits, or null.</param>
internal sealed record ContainerIsolation(ContainerInit? Init, InitScript Script, ControlGroup? Group)
{
    /// <summary>Nothing does.</summary>
    public static ContainerIsolation None { get; } = new(Init: null, new InitScript(), Group: null);

    /// <summary>The request with what comes before the command.</summary>
    public SpawnRequest Apply(SpawnRequest request) => Init?.Start(request) ?? request;
}
