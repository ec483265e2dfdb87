using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Functions.Hosting;

/// <summary>The one Node of the cloud host: whatever takes its pods from the queue.</summary>
internal static class CloudNode
{
    public const string Name = "azure";

    /// <summary>The Node object as of now. Its room is the workers' to say, so it claims more than any Job asks for.</summary>
    public static Node Describe(DateTimeOffset now)
    {
        var room = new Dictionary<string, Quantity>(StringComparer.Ordinal) { ["cpu"] = new("1000000"), ["memory"] = new("1Pi"), ["pods"] = new("1000000") };
        return new Node
        {
            Metadata = new ObjectMeta { Name = Name, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["kubernetes.io/hostname"] = Name, ["kubernetes.io/os"] = "linux" } },
            Spec = new NodeSpec(),
            Status = new NodeStatus
            {
                Capacity = room,
                Allocatable = room,
                Conditions = [new NodeCondition { Type = "Ready", Status = "True", Reason = "JobFlowsReady", Message = "the queue is served", LastHeartbeatTime = now, LastTransitionTime = now }],
            },
        };
    }
}
