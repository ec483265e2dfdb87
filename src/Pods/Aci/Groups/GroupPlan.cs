using System.Text.Json.Nodes;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>What came of describing a pod as a container group.</summary>
internal abstract record GroupPlan
{
    private GroupPlan()
    {
    }

    /// <summary>The <c>properties</c> of the group. They hold Secrets.</summary>
    public sealed record Ready(JsonObject Properties) : GroupPlan;

    /// <summary>The pod asks for what a container group can't be.</summary>
    /// <param name="Problems">A field of the pod each, and what is wrong with it.</param>
    public sealed record Unsupported(IReadOnlyList<string> Problems) : GroupPlan;

    /// <summary>A container's environment refers to what isn't there yet.</summary>
    /// <param name="Message">In a kubelet's words.</param>
    public sealed record BadConfiguration(string Message) : GroupPlan;

    /// <summary>A volume refers to what isn't there yet.</summary>
    /// <param name="Message">In a kubelet's words.</param>
    public sealed record CannotMount(string Message) : GroupPlan;
}
