namespace JobFlows.Workflows.Pods;

/// <summary>A pod runtime whose running containers can be talked to.</summary>
public interface IPodStreams
{
    /// <summary>Runs a command in a container, or attaches to its main process.</summary>
    Task<StreamStart> OpenAsync(PodRef pod, StreamQuery query, CancellationToken cancellation = default);
}
