namespace JobFlows.Pods.ContainerEngines;

/// <summary>What came of looking for a tool that can start a container here.</summary>
/// <param name="Tool">The tool; null when there is none.</param>
/// <param name="Problems">For each tool that was tried before it, why it can't.</param>
public sealed record ContainerToolSearch(ContainerTool? Tool, IReadOnlyList<string> Problems)
{
    /// <summary>Why there is none, in one line.</summary>
    public string Problem => string.Join("; ", Problems);
}
