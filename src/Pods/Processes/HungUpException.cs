namespace JobFlows.Pods.Processes;

/// <summary>The supervisor has hung up; ask again on a new connection.</summary>
internal sealed class HungUpException(Exception? inner = null) : IOException("the pod supervisor has hung up", inner);
