using JobFlows.Workflows.Housekeeping;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows;

/// <summary>The settings of the workflows.</summary>
public sealed record WorkflowOptions
{
    /// <summary>How Job orchestrations behave.</summary>
    public JobOrchestratorOptions Jobs { get; init; } = new();

    /// <summary>How long the creation of a Job waits until its first pods exist. Default 10 s; zero where other processes than this one may start
    /// them, which it would not hear of.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where pods run.</summary>
    public PodServiceOptions Pods { get; init; } = new();

    /// <summary>How long things are kept.</summary>
    public HousekeepingOptions Housekeeping { get; init; } = new();

    /// <summary>The certificates (PEM) by which clients know the API server, for every namespace's <c>kube-root-ca.crt</c>. Default: none.</summary>
    public string Certificates { get; init; } = "";
}
