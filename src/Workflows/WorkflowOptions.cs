using JobFlows.Workflows.Housekeeping;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows;

/// <summary>The settings of the workflows.</summary>
public sealed record WorkflowOptions
{
    /// <summary>How Job orchestrations behave.</summary>
    public JobOrchestratorOptions Jobs { get; init; } = new();

    /// <summary>Where pods run.</summary>
    public PodServiceOptions Pods { get; init; } = new();

    /// <summary>How long things are kept.</summary>
    public HousekeepingOptions Housekeeping { get; init; } = new();
}
