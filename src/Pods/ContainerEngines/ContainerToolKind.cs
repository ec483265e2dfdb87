namespace JobFlows.Pods.ContainerEngines;

/// <summary>The programs that run containers and are known here. Their command lines are nearly the same.</summary>
public enum ContainerToolKind
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>podman.</summary>
    Podman,

    /// <summary>docker.</summary>
    Docker,
}
