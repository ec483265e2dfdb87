using System.Text.Json.Serialization;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Supervision;

/// <summary>What the supervisor tells a server.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(News), "news")]
internal abstract record SupervisorMessage
{
    private SupervisorMessage()
    {
    }

    /// <summary>The request has been taken up.</summary>
    public sealed record Done(long Id) : SupervisorMessage;

    /// <summary>Reports; no others come until these are acknowledged.</summary>
    public sealed record News(IReadOnlyList<PodReport> Reports) : SupervisorMessage;
}
