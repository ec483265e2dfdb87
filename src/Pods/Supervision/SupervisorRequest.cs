using System.Text.Json.Serialization;
using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Supervision;

/// <summary>What a server asks of the supervisor. Each but <see cref="Acknowledge"/> is answered by <see cref="SupervisorMessage.Done"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(Supply), "supply")]
[JsonDerivedType(typeof(Stop), "stop")]
[JsonDerivedType(typeof(Remove), "remove")]
[JsonDerivedType(typeof(Forget), "forget")]
[JsonDerivedType(typeof(Acknowledge), "acknowledge")]
[JsonDerivedType(typeof(Shutdown), "shutdown")]
internal abstract record SupervisorRequest(long Id)
{
    /// <summary>See that these pods run, with the objects that they refer to; of those that run, take over labels and annotations.</summary>
    public sealed record Start(long Id, IReadOnlyList<Pod> Pods, PodObjects Objects) : SupervisorRequest(Id);

    /// <summary>Objects have changed.</summary>
    public sealed record Supply(long Id, PodObjects Objects) : SupervisorRequest(Id);

    /// <summary>Stop a pod.</summary>
    public sealed record Stop(long Id, PodRef Pod, double GraceSeconds) : SupervisorRequest(Id);

    /// <summary>Forget pods.</summary>
    public sealed record Remove(long Id, IReadOnlyList<PodRef> Pods) : SupervisorRequest(Id);

    /// <summary>Jobs are gone, so that logs of their pods need not be kept.</summary>
    public sealed record Forget(long Id, IReadOnlyList<LogOwner> Owners) : SupervisorRequest(Id);

    /// <summary>The reports last sent are recorded.</summary>
    public sealed record Acknowledge(long Id) : SupervisorRequest(Id);

    /// <summary>Kill everything and end.</summary>
    public sealed record Shutdown(long Id) : SupervisorRequest(Id);
}
