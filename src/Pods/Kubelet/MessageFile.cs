using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>The file that a run of a container sees at the path for its termination message.</summary>
/// <param name="Mount">The file, and that path.</param>
/// <param name="ByInit">Whether init shows it; else the sandbox has to.</param>
internal sealed record MessageFile(BindMount Mount, bool ByInit);
