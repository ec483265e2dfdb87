using System.Reflection;
using System.Runtime.CompilerServices;
using JobFlows.Functions.Durable;
using JobFlows.Functions.Triggers;
using JobFlows.Pods.Queue;
using JobFlows.Workflows;
using JobFlows.Workflows.Cron;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace JobFlows.Functions.Tests.Triggers;

/// <summary>The Functions host knows functions by name: each once, and one for everything that the workflows call.</summary>
public sealed class DeclarationTests
{
    private static readonly IReadOnlyList<MethodInfo> Functions =
        [.. typeof(DurableTaskContext).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)];

    [Fact]
    public void Names_AreUniqueAndAllowed()
    {
        var names = Functions.Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,127}$", name));
    }

    [Fact]
    public void Orchestrators_AreThoseOfTheWorkflows()
    {
        var catalog = new WorkflowCatalog().AddOrchestrators(new JobOrchestratorOptions());

        Assert.Equal(catalog.Orchestrators.Keys.Order(), NamesWith<OrchestrationTriggerAttribute>());
    }

    [Fact]
    public void Activities_AreThoseOfTheWorkflows()
    {
        var catalog = new WorkflowCatalog().AddActivities(Unused<JobActivities>(), Unused<CronActivity>(), Unused<CollectActivity>());

        Assert.Equal(catalog.Activities.Keys.Order(), NamesWith<ActivityTriggerAttribute>());
    }

    [Fact]
    public void Results_ComeFromTheQueueThatWorkersSendThemTo() => Assert.Equal(ResultFunction.Queue, new QueueNames().Results);

    // The catalog takes delegates, which nobody calls here.
    private static T Unused<T>() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private static IOrderedEnumerable<string> NamesWith<TTrigger>()
        where TTrigger : Attribute =>
        Functions.Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<TTrigger>() is not null))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
            .Order();
}
