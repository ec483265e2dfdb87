using JobFlows.Domain.Jobs;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;

namespace JobFlows.Workflows;

/// <summary>Everything that runs durably, under its name.</summary>
public static class WorkflowDefinitions
{
    /// <summary>Adds the orchestrators.</summary>
    public static WorkflowCatalog AddOrchestrators(this WorkflowCatalog catalog, JobOrchestratorOptions options) => catalog
        .AddOrchestrator<JobCourse, JobState>(JobOrchestrator.Name, new JobOrchestrator(options).RunAsync)
        .AddOrchestrator<ShardState, ShardState>(ShardOrchestrator.Name, new ShardOrchestrator(options).RunAsync)
        .AddOrchestrator<CronOrder, CronOutcome>(CronOrchestrator.Name, CronOrchestrator.RunAsync)
        .AddOrchestrator<CollectOrder, CollectProgress>(CollectOrchestrator.Name, CollectOrchestrator.RunAsync);

    /// <summary>Adds the activities.</summary>
    public static WorkflowCatalog AddActivities(this WorkflowCatalog catalog, JobActivities jobs, CronActivity crons, CollectActivity collect) => catalog
        .AddActivity<JobOrder, JobOutcome>(JobActivities.CarryOut, jobs.CarryOutAsync)
        .AddActivity<IReadOnlyList<JobOrder>, JobOutcome>(JobActivities.OrderShards, jobs.OrderShardsAsync)
        .AddActivity<JobOrder, JobOutcome>(JobActivities.LookAtPods, jobs.LookAtPodsAsync)
        .AddActivity<JobOrder, JobOutcome>(JobActivities.AdoptPods, jobs.AdoptPodsAsync)
        .AddActivity<CronOrder, CronOutcome>(CronActivity.Name, crons.RunAsync)
        .AddActivity<CollectOrder, CollectProgress>(CollectActivity.Name, collect.RunAsync);
}
