namespace JobFlows.Workflows.Pods;

/// <summary>A pod runtime that keeps something of pods until they are removed, and can say of which.</summary>
public interface IPodInventory
{
    /// <summary>The UIDs of the pods of which it keeps anything.</summary>
    IReadOnlyCollection<string> ListPods();
}
