using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Pods;

/// <summary>A pod runtime that knows which persistentVolumeClaims can be had where it runs pods.</summary>
public interface IPodClaims
{
    /// <summary>The name of the first claim of the pod that can't be had; null when all can.</summary>
    string? FindMissingClaim(Pod pod);
}
