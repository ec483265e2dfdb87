namespace JobFlows.Domain.Pods;

/// <summary>What a Job does about a pod's belonging to it.</summary>
public enum PodClaim
{
    /// <summary>The pod is none of its business.</summary>
    None,

    /// <summary>The pod is its own.</summary>
    Keep,

    /// <summary>The pod has no controller and matches the Job's selector: the Job becomes its controller.</summary>
    Adopt,

    /// <summary>The pod is its own but has stopped matching: it is let go, uncounted.</summary>
    Release,
}
