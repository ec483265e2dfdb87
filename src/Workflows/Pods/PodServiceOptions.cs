namespace JobFlows.Workflows.Pods;

/// <summary>Where pods run.</summary>
public sealed record PodServiceOptions
{
    /// <summary>The Node that pods are bound to. Default <c>jobflows</c>.</summary>
    public string NodeName { get; init; } = "jobflows";

    /// <summary>Whether pods wait until the Node has room for what they request. Default true.</summary>
    public bool Admits { get; init; } = true;
}
