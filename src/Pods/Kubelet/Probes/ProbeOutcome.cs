namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>What one try of a probe, or one run of a lifecycle hook, came to.</summary>
internal abstract record ProbeOutcome
{
    private ProbeOutcome()
    {
    }

    /// <summary>All is well.</summary>
    /// <param name="Warning">What is odd about it all the same; null when nothing is.</param>
    public sealed record Success(string? Warning = null) : ProbeOutcome;

    /// <summary>It said no.</summary>
    /// <param name="Text">What it said.</param>
    public sealed record Failure(string Text) : ProbeOutcome;

    /// <summary>It could not be tried.</summary>
    /// <param name="Text">Why.</param>
    public sealed record Error(string Text) : ProbeOutcome;
}
