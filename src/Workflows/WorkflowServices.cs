using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Events;
using JobFlows.Workflows.Housekeeping;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Workflows;

/// <summary>The workflows put together on a host's ports.</summary>
public sealed class WorkflowServices
{
    /// <summary>Puts them together and adds what runs durably to <paramref name="catalog"/>.</summary>
    /// <param name="catalog">Takes the orchestrators and activities.</param>
    /// <param name="store">The objects.</param>
    /// <param name="orchestrations">The engine that runs the catalog.</param>
    /// <param name="runtime">Makes what runs the pods, given where it is to report.</param>
    /// <param name="clock">The time.</param>
    /// <param name="options">Settings, or null for the defaults.</param>
    public WorkflowServices(
        WorkflowCatalog catalog, IObjectStore store, IOrchestrationClient orchestrations, Func<IPodReports, IPodRuntime> runtime, TimeProvider clock, WorkflowOptions? options = null)
    {
        options ??= new WorkflowOptions();
        var events = new EventRecorder(store, clock);
        var starts = new JobStarts();
        var jobs = new JobReactions(orchestrations, starts);
        var pods = new PodService(store, runtime, orchestrations, events, options.Pods, clock);
        Bootstrap = new Bootstrap.Bootstrap(store, clock);
        Runtime = pods.Runtime;
        Deletion = new DeletionService(store, pods, jobs, orchestrations, clock);
        Reactions = new ObjectReactions(jobs, pods, Bootstrap);
        Recovery = new Recovery.Recovery(store, pods, orchestrations);
        Housekeeper = new Housekeeper(store, options.Housekeeping, clock);
        catalog
            .AddOrchestrators(options.Jobs)
            .AddActivities(new JobActivities(store, pods, Deletion, events, orchestrations, starts, clock), new CollectActivity(store, pods, Deletion, clock));
    }

    /// <summary>The first objects.</summary>
    public Bootstrap.Bootstrap Bootstrap { get; }

    /// <summary>What runs the pods.</summary>
    public IPodRuntime Runtime { get; }

    /// <summary>Deletes objects.</summary>
    public IDeletion Deletion { get; }

    /// <summary>What follows from clients' changes.</summary>
    public IObjectReactions Reactions { get; }

    /// <summary>To be run at each start.</summary>
    public Recovery.Recovery Recovery { get; }

    /// <summary>To be run from time to time.</summary>
    public Housekeeper Housekeeper { get; }
}
