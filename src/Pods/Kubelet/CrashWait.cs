namespace JobFlows.Pods.Kubelet;

/// <summary>How a container that crashed waits.</summary>
/// <param name="Until">When it is started again, unless that has happened.</param>
/// <param name="NextSeconds">How long it will wait after the next crash.</param>
internal sealed record CrashWait(DateTimeOffset? Until, double NextSeconds);
