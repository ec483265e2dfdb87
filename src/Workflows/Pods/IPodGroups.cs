using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Pods;

/// <summary>A pod runtime that starts several pods together.</summary>
public interface IPodGroups
{
    /// <summary>Says with annotations which of these new pods go together, before they are stored: what is stored with a pod is never lost.</summary>
    IReadOnlyList<Pod> Group(IReadOnlyList<Pod> pods);
}
