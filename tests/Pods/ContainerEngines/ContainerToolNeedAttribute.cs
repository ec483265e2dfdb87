using JobFlows.Conformance.Skipping;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>Tests that need a tool which can start containers; where it can't, it says why.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ContainerToolNeedAttribute(string tool) : MachineNeedAttribute
{
    /// <summary>podman or docker.</summary>
    public string Tool { get; } = tool;

    /// <inheritdoc/>
    public override string? Lack =>
        ContainerTools.Of(Tool) is { Tool: null, Problem: var problem } ? $"no container can be started here: {problem}"
        : ContainerTools.BusyBox is null ? "the image of these tests is made from busybox-static, which is not installed"
        : null;
}
