namespace JobFlows.Domain.Pods;

/// <summary>The values of a pod's <c>status.phase</c>.</summary>
public static class PodPhases
{
    /// <summary>Accepted, its containers don't run yet.</summary>
    public const string Pending = "Pending";

    /// <summary>At least one container runs or restarts.</summary>
    public const string Running = "Running";

    /// <summary>Every container ended well.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Every container ended, one of them badly.</summary>
    public const string Failed = "Failed";
}
