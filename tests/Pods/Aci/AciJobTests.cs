using System.Text;
using JobFlows.Api;
using JobFlows.Api.Submissions;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Engine;
using JobFlows.Pods.Aci;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>Whole Jobs on container groups: the workflows, the engine, the store and the runtime, on a fake of Azure.</summary>
public sealed class AciJobTests : IAsyncLifetime
{
    private const int Indexes = 20;
    private const string Job = """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: work, namespace: default}
        spec:
          completions: 20
          parallelism: 5
          completionMode: Indexed
          backoffLimit: 3
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: busybox, command: ["true"]}]
        """;

    private readonly AciHome home = new();
    private readonly string folder = Directory.CreateTempSubdirectory("jobflows-aci-job-").FullName;
    private readonly Stack<IAsyncDisposable> parts = new();
    private IObjectStore store = null!;
    private WorkflowServices services = null!;

    public async Task InitializeAsync() => await StartServerAsync();

    public async Task DisposeAsync()
    {
        await StopServerAsync();
        await home.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Job_WithTroubleOnTheWay_CountsEveryIndexOnce()
    {
        var made = 0;
        var running = new List<FakeGroup>();
        var failing = true;
        home.Arm.RefuseCreate(409, "ContainerGroupQuotaReached", "Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'ContainerGroups' exceeded.", times: 5);
        home.Arm.Made = group =>
        {
            var index = group.Container()["environmentVariables"]!.AsArray().Single(one => (string?)one!["name"] == "JOB_COMPLETION_INDEX")!["value"]!.GetValue<string>();
            if (Interlocked.Increment(ref made) is 8 or 9)
            {
                // These go on while the server is away.
                group.Run();
                running.Add(group);
            }
            else if (index == "3" && failing)
            {
                failing = false;
                group.End(1);
            }
            else
            {
                group.End(0);
            }
        };
        var api = new KubernetesApi(store, services.Reactions, services.Deletion, services.Runtime, TimeProvider.System, new KubernetesApiOptions(), NullLogger<KubernetesApi>.Instance);
        Assert.IsType<SubmissionResult.Created>(await api.SubmitAsync("message", Encoding.UTF8.GetBytes(Job), CancellationToken.None));
        while (running.Count < 2)
        {
            await Task.Delay(10);
        }

        await StopServerAsync();
        running.ForEach(group => group.End(0));
        await StartServerAsync();

        var job = await EndAsync();
        Assert.Equal(("0-19", Indexes, 1), (job.Status!.CompletedIndexes, job.Status.Succeeded, job.Status.Failed));
        Assert.Contains(job.Status.Conditions!, condition => condition is { Type: "Complete", Status: "True" });
        var names = home.Arm.Requests.Where(request => request.StartsWith("PUT", StringComparison.Ordinal)).ToList();
        Assert.Equal(Indexes + 1, names.Distinct().Count());
        Assert.Equal(Indexes + 1 + 5, names.Count);
        await home.Arm.SeesAsync("DELETE", Indexes + 1);
    }

    private async Task StartServerAsync()
    {
        var database = SqliteDatabase.Open(Path.Combine(folder, "jobflows.db"));
        parts.Push(database);
        store = await SqliteObjectStore.OpenAsync(database);
        var catalog = new WorkflowCatalog();
        var engine = await EmbeddedEngine.OpenAsync(database, catalog, TimeProvider.System);
        var options = new WorkflowOptions { Pods = new PodServiceOptions { NodeName = "azure", Admits = false } };
        services = new WorkflowServices(catalog, store, engine, reports => new AciPodRuntime(home.Options, reports, store, TimeProvider.System), TimeProvider.System, options);
        parts.Push((IAsyncDisposable)services.Runtime);
        parts.Push(engine);
        await services.Bootstrap.RunAsync(new Node { Metadata = new ObjectMeta { Name = "azure" }, Spec = new NodeSpec(), Status = new NodeStatus() });
        engine.Run();
        await services.Recovery.RunAsync();
    }

    private async Task StopServerAsync()
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private async Task<Job> EndAsync()
    {
        while (true)
        {
            var job = await store.GetAsync<Job>(ResourceTypes.Jobs, "default", "work", CancellationToken.None);
            if (job!.Status?.Conditions?.Any(condition => condition is { Type: "Complete" or "Failed", Status: "True" }) == true)
            {
                return job;
            }

            await Task.Delay(10);
        }
    }
}
