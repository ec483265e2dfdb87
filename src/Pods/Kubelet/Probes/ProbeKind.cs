namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>What a probe is for; the names are those that events use.</summary>
internal enum ProbeKind
{
    /// <summary>Until it succeeds the container has not started, and the other probes wait.</summary>
    Startup,

    /// <summary>Whether the container is ready.</summary>
    Readiness,

    /// <summary>Whether the container is to be ended and started again.</summary>
    Liveness,
}
