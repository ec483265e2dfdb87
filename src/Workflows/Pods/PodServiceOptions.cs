namespace JobFlows.Workflows.Pods;

/// <summary>Where pods run.</summary>
public sealed record PodServiceOptions
{
    /// <summary>The Node that pods are bound to. Default <c>jobflows</c>.</summary>
    public string NodeName { get; init; } = "jobflows";
}
