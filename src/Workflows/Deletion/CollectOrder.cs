using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Deletion;

/// <summary>An owner whose dependents are to be dealt with once its deletion is committed.</summary>
/// <param name="Owner">Where the owner is, or was.</param>
/// <param name="OwnerUid">Its UID.</param>
/// <param name="Propagation">Background, Foreground or Orphan.</param>
/// <param name="RequestedAt">When: an order whose deletion never happened lapses.</param>
public sealed record CollectOrder(ObjectKey Owner, string OwnerUid, string Propagation, DateTimeOffset RequestedAt)
{
    /// <summary>The ID of the orchestration that sees to it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string InstanceId => InstanceOf(OwnerUid);

    /// <summary>The ID of the orchestration for an owner.</summary>
    public static string InstanceOf(string ownerUid) => $"collect-{ownerUid}";
}
