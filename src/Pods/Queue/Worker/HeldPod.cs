using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>A pod that this worker has started. Guarded by the lock of <see cref="HeldPods"/>.</summary>
internal sealed class HeldPod(Pod pod)
{
    /// <summary>What to run.</summary>
    public Pod Pod { get; } = pod;

    /// <summary>Its name.</summary>
    public PodRef Ref { get; } = new(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);

    /// <summary>How it is.</summary>
    public PodStatus? Status { get; set; }

    /// <summary>Events that have not been told yet.</summary>
    public List<PodEvent> Events { get; } = [];

    /// <summary>Nothing of it is left.</summary>
    public bool Stopped { get; set; }

    /// <summary>When there were first news that have not been told yet; null when there are none.</summary>
    public DateTimeOffset? NewsSince { get; set; }

    /// <summary>Its end is in the claim's blob.</summary>
    public PodReport? Ending { get; set; }

    /// <summary>Its end has been told.</summary>
    public bool Told { get; set; }

    /// <summary>It is to be stopped within this time; null when it is not.</summary>
    public TimeSpan? StopWithin { get; set; }

    /// <summary>The runtime has it, so that it can be stopped.</summary>
    public bool Started { get; set; }

    /// <summary>It was stopped because the worker stops, which is nothing that the pod did.</summary>
    public bool Disrupted { get; set; }

    /// <summary>How far the log of each run of each container is uploaded.</summary>
    public Dictionary<(string Container, int Run), LogPlace> Uploaded { get; } = [];
}
