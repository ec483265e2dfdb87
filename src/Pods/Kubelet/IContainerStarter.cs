namespace JobFlows.Pods.Kubelet;

/// <summary>Starts containers, as processes or through a container tool.</summary>
internal interface IContainerStarter
{
    /// <summary>Starts a run of a container.</summary>
    /// <param name="start">What.</param>
    /// <param name="ended">Called when the run has ended.</param>
    /// <exception cref="IOException">The machine refuses something.</exception>
    StartOutcome Start(ContainerStart start, Action<ContainerExit> ended);
}
