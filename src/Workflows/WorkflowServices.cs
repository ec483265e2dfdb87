using JobFlows.Workflows.Bootstrap;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Events;
using JobFlows.Workflows.Housekeeping;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using JobFlows.Workflows.Recovery;

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
        var jobs = new JobReactions(orchestrations, starts, options.StartPatience);
        var crons = new CronReactions(orchestrations);
        var pods = new PodService(store, runtime, orchestrations, events, options.Pods, clock);
        var dangling = new DanglingOwners(store, orchestrations, clock);
        var ownership = new PodOwnership(store, pods, orchestrations);
        var equipment = new NamespaceEquipment(store, options.Certificates, clock);
        Bootstrap = new Bootstrap.Bootstrap(store, equipment, clock);
        Runtime = pods.Runtime;
        Pods = pods;
        Deletion = new DeletionService(store, pods, jobs, crons, equipment, orchestrations, clock);
        Reactions = new ObjectReactions(jobs, crons, pods, ownership, dangling, equipment);
        Recovery = new Recovery.Recovery(
            store, pods, ownership, new JobRecovery(pods, orchestrations, options.Jobs, clock), crons, dangling, new UnfinishedDeletions(store, orchestrations, clock));
        Housekeeper = new Housekeeper(store, Runtime, dangling, options.Housekeeping, clock);
        catalog
            .AddOrchestrators(options.Jobs)
            .AddActivities(
                new JobActivities(store, pods, ownership, crons, Deletion, events, orchestrations, starts, clock),
                new CronActivity(store, Deletion, jobs, events, clock),
                new CollectActivity(store, pods, crons, Deletion, clock));
    }

    /// <summary>The first objects.</summary>
    public Bootstrap.Bootstrap Bootstrap { get; }

    /// <summary>What runs the pods.</summary>
    public IPodRuntime Runtime { get; }

    /// <summary>The pods.</summary>
    public PodService Pods { get; }

    /// <summary>Deletes objects.</summary>
    public IDeletion Deletion { get; }

    /// <summary>What follows from clients' changes.</summary>
    public IObjectReactions Reactions { get; }

    /// <summary>To be run at each start.</summary>
    public Recovery.Recovery Recovery { get; }

    /// <summary>To be run from time to time.</summary>
    public Housekeeper Housekeeper { get; }
}
