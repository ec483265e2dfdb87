using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Life;

/// <summary>A pod that has not ended yet, as this process knows it. Changed by one thread at a time.</summary>
internal sealed class CaredPod(Pod pod)
{
    /// <summary>Which.</summary>
    public PodRef Ref { get; } = new(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);

    /// <summary>The pod with the status that was last reported.</summary>
    public Pod Pod { get; set; } = pod;

    /// <summary>Its group was there when it was last looked for, or Azure has accepted it.</summary>
    public bool HasGroup { get; set; }

    /// <summary>Its group has not been looked for yet by this process.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>When it last changed, for the pace of looking.</summary>
    public DateTimeOffset ChangedAt { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Since when its group has been missing although there was one; null when it is not.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>How often in a row its group could not be made.</summary>
    public int Refusals { get; set; }

    /// <summary>Why its group is not made yet; null when nothing is known to be in the way.</summary>
    public string? Obstacle { get; set; }

    /// <summary>When it has to be dead; null when it need not be.</summary>
    public DateTimeOffset? StopBy { get; set; }

    /// <summary>Its containers have been told to stop.</summary>
    public bool ToldToStop { get; set; }

    /// <summary>Its group is being deleted, and this is told once it is gone.</summary>
    public PodReport? Last { get; set; }

    /// <summary>Its end has been recorded; its group remains to be deleted.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>Its group is known to be gone.</summary>
    public bool IsSettled { get; init; }

    /// <summary>The pod is gone: nothing of it is to be left.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Why it is ended, where that is more than its containers say.</summary>
    public (string Reason, string Message)? Verdict { get; set; }

    /// <summary>How often its logs could not be kept.</summary>
    public int LogTroubles { get; set; }

    /// <summary>How often in a row it could not be looked after.</summary>
    public int Faults { get; set; }

    /// <summary>What of its group's events has been told.</summary>
    public HashSet<string> Told { get; } = new(StringComparer.Ordinal);
}
