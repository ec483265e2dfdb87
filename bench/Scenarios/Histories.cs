using System.Diagnostics;
using JobFlows.Bench.Report;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Engine;
using JobFlows.Pods.Simulated;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Bench.Scenarios;

/// <summary>How long the histories of a Job's orchestrations get: Durable Task replays a whole history for each batch of events.</summary>
internal sealed class Histories : IScenario
{
    private const int Indexes = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => "history";

    /// <summary>Runs each once: what comes out are bounds and hardly times.</summary>
    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        var plain = await RunAsync(1_000, new JobOrchestratorOptions());
        var sharded = await RunAsync(2_000, new JobOrchestratorOptions { ShardSize = 50 });
        return
        [
            new Figure(Name, $"longest history, {Indexes:N0} indexes, parallelism 1,000, one orchestration ({plain.Seconds:0} s)", $"{plain.Records:N0} records", "5,000 records"),
            new Figure(Name, $"longest history, {Indexes:N0} indexes, parallelism 2,000, shards of 50 ({sharded.Seconds:0} s)", $"{sharded.Records:N0} records", "5,000 records"),
        ];
    }

    private static async Task<(int Records, double Seconds)> RunAsync(int parallelism, JobOrchestratorOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("jobflows-bench-");
        try
        {
            await using var database = SqliteDatabase.Open(Path.Combine(folder.FullName, "history.db"));
            var store = await SqliteObjectStore.OpenAsync(database);
            var catalog = new WorkflowCatalog();
            await using var engine = await EmbeddedEngine.OpenAsync(database, catalog, TimeProvider.System);
            var services = new WorkflowServices(
                catalog, store, engine, reports => new InstantPodRuntime(reports, TimeProvider.System), TimeProvider.System, new WorkflowOptions { Jobs = options });
            await using var pods = (InstantPodRuntime)services.Runtime;
            engine.Run();
            var watch = Stopwatch.StartNew();
            await CompleteAsync(store, services, parallelism);
            return (engine.LongestHistory, watch.Elapsed.TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompleteAsync(SqliteObjectStore store, WorkflowServices services, int parallelism)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await using var watch = await store.WatchAsync(ResourceTypes.Jobs.Resource, null, store.Revision, deadline.Token);
        var written = (WriteResult.Written)(await store.WriteAsync([ObjectWrites.Create(ResourceTypes.Jobs, NewJob(parallelism))], deadline.Token))[0];
        await services.Reactions.CreatedAsync(KubeTypes.Read<Job>(written.Object), deadline.Token);
        while (true)
        {
            foreach (var change in await watch.NextAsync(deadline.Token))
            {
                if (KubeTypes.Read<Job>(change.Object) is { Status.Conditions: { } conditions } && conditions.Any(one => one is { Type: "Complete", Status: "True" }))
                {
                    return;
                }
            }
        }
    }

    private static Job NewJob(int parallelism)
    {
        var uid = Guid.NewGuid().ToString();
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["batch.kubernetes.io/controller-uid"] = uid, ["batch.kubernetes.io/job-name"] = "history" };
        return new Job
        {
            Metadata = new ObjectMeta { Name = "history", Namespace = "default", Uid = uid, CreationTimestamp = TimeProvider.System.GetUtcNow(), Generation = 1 },
            Spec = new JobSpec
            {
                CompletionMode = "Indexed",
                Completions = Indexes,
                Parallelism = parallelism,
                BackoffLimit = 6,
                Suspend = false,
                PodReplacementPolicy = "TerminatingOrFailed",
                Selector = new LabelSelector { MatchLabels = labels },
                Template = new PodTemplateSpec
                {
                    Metadata = new ObjectMeta { Labels = labels },
                    Spec = new PodSpec { RestartPolicy = "Never", Containers = [new Container { Name = "main", Image = "busybox" }], TerminationGracePeriodSeconds = 30 },
                },
            },
            Status = new JobStatus(),
        };
    }
}
