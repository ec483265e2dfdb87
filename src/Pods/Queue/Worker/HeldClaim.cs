using JobFlows.Pods.Queue.Claims;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>Pods that this worker claimed and started together.</summary>
internal sealed class HeldClaim(Claim claim, IReadOnlyList<HeldPod> pods, DateTimeOffset since)
{
    /// <summary>The claim.</summary>
    public Claim Claim { get; } = claim;

    /// <summary>Its pods.</summary>
    public IReadOnlyList<HeldPod> Pods { get; } = pods;

    /// <summary>When they were started.</summary>
    public DateTimeOffset Since { get; } = since;

    /// <summary>The part of the claim's content that is written.</summary>
    public int Part { get; set; }

    /// <summary>When logs are uploaded again.</summary>
    public DateTimeOffset LogsDue { get; set; } = since;

    /// <summary>When the first end came that is not in the blob yet; null when there is none.</summary>
    public DateTimeOffset? EndSince { get; set; }
}
