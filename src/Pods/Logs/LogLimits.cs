namespace JobFlows.Pods.Logs;

/// <summary>How much of a container's output is kept. The defaults are the kubelet's.</summary>
/// <param name="FileBytes">A log file of about so many bytes is full, and the next is begun. Default 10 MiB.</param>
/// <param name="Files">The most files of a run; the oldest goes when another is begun. Default 5.</param>
internal sealed record LogLimits(long FileBytes = 10 * 1024 * 1024, int Files = 5);
