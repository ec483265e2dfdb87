using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Coordination;

/// <summary>A claim that someone holds for a limited time and renews: a lock, or a sign of life.</summary>
public sealed record Lease : KubeObject
{
    /// <summary>Who holds it, and until when.</summary>
    public LeaseSpec? Spec { get; init; }
}
