using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Engine;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Tests.Harness;

/// <summary>The workflows on the real engine and store, in a folder of their own; every step is replayed from its history and compared.</summary>
internal sealed class Flows : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder;
    private readonly SqliteDatabase database;
    private readonly EmbeddedEngine engine;

    private Flows(string folder, SqliteDatabase database, IObjectStore store, EmbeddedEngine engine, ScriptedRuntime runtime, WorkflowServices services)
    {
        (this.folder, this.database, this.engine) = (folder, database, engine);
        (Store, Runtime, Services) = (store, runtime, services);
    }

    public IObjectStore Store { get; }

    public ScriptedRuntime Runtime { get; }

    public WorkflowServices Services { get; }

    public IOrchestrationClient Orchestrations => engine;

    /// <summary>How many records the longest history of an execution has had.</summary>
    public int LongestHistory => engine.LongestHistory;

    public static async Task<Flows> OpenAsync(Func<Pod, string?> script, WorkflowOptions? options = null, string? folder = null, TimeProvider? clock = null, bool forgets = false)
    {
        clock ??= TimeProvider.System;
        folder ??= Directory.CreateTempSubdirectory("jobflows-test-").FullName;
        var database = SqliteDatabase.Open(Path.Combine(folder, "flows.db"));
        var store = await SqliteObjectStore.OpenAsync(database);
        if (forgets)
        {
            await EmbeddedEngine.ForgetAsync(database);
        }

        var catalog = new WorkflowCatalog();
        var engine = await EmbeddedEngine.OpenAsync(database, catalog, clock, new EmbeddedEngineOptions { ReplayEveryStep = true });
        var services = new WorkflowServices(catalog, store, engine, reports => new ScriptedRuntime(script, reports), clock, options);
        var runtime = (ScriptedRuntime)services.Runtime;
        engine.Run();
        await services.Recovery.RunAsync();
        return new Flows(folder, database, store, engine, runtime, services);
    }

    /// <summary>Creates a Job with its defaults, as the API does.</summary>
    public async Task<Job> CreateAsync(string name, JobSpec spec)
    {
        var created = await StoreAsync(name, spec);
        await Services.Reactions.CreatedAsync(created, CancellationToken.None);
        return created;
    }

    /// <summary>Stores a Job, and nothing more.</summary>
    public async Task<Job> StoreAsync(string name, JobSpec spec)
    {
        var uid = Guid.NewGuid().ToString();
        var labels = spec.Selector?.MatchLabels ?? new Dictionary<string, string> { ["batch.kubernetes.io/controller-uid"] = uid, ["batch.kubernetes.io/job-name"] = name };
        var job = new Job
        {
            Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = uid, CreationTimestamp = TimeProvider.System.GetUtcNow(), Generation = 1 },
            Spec = spec with
            {
                CompletionMode = spec.CompletionMode ?? "NonIndexed",
                BackoffLimit = spec.BackoffLimit ?? 6,
                Suspend = spec.Suspend ?? false,
                PodReplacementPolicy = spec.PodReplacementPolicy ?? "TerminatingOrFailed",
                Selector = new LabelSelector { MatchLabels = labels },
                Template = new PodTemplateSpec
                {
                    Metadata = new ObjectMeta { Labels = labels },
                    Spec = new PodSpec { RestartPolicy = "Never", Containers = [new Container { Name = "c", Image = "busybox" }], TerminationGracePeriodSeconds = 1 },
                },
            },
            Status = new JobStatus(),
        };
        var written = (WriteResult.Written)(await Store.WriteAsync([ObjectWrites.Create(ResourceTypes.Jobs, job)]))[0];
        return KubeTypes.Read<Job>(written.Object);
    }

    /// <summary>Creates a pod, as the API does.</summary>
    public async Task<Pod> CreatePodAsync(string name, Dictionary<string, string> labels, string? owner = null, string? phase = null, IReadOnlyList<string>? finalizers = null)
    {
        var pod = new Pod
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Namespace = "default",
                Uid = Guid.NewGuid().ToString(),
                CreationTimestamp = TimeProvider.System.GetUtcNow(),
                Labels = labels,
                Finalizers = finalizers,
                OwnerReferences = owner is null ? null : [new OwnerReference { ApiVersion = "apps/v1", Kind = "ReplicaSet", Name = "other", Uid = owner, Controller = true }],
            },
            Spec = new PodSpec { RestartPolicy = "Never", Containers = [new Container { Name = "c", Image = "busybox" }], TerminationGracePeriodSeconds = 1 },
            Status = new PodStatus { Phase = phase ?? "Pending" },
        };
        var written = (WriteResult.Written)(await Store.WriteAsync([ObjectWrites.Create(ResourceTypes.Pods, pod)]))[0];
        var created = KubeTypes.Read<Pod>(written.Object);
        await Services.Reactions.CreatedAsync(created, CancellationToken.None);
        return created;
    }

    /// <summary>Changes a pod, as the API does.</summary>
    public async Task ChangePodAsync(Pod pod, Func<Pod, Pod> change)
    {
        var after = await WritePodAsync(pod, change);
        await Services.Reactions.UpdatedAsync(pod, after ?? change(pod), CancellationToken.None);
    }

    /// <summary>Changes a pod in the store, and nothing more.</summary>
    public async Task<Pod?> WritePodAsync(Pod pod, Func<Pod, Pod> change) =>
        (await Store.ChangeAsync<Pod>([ObjectWrites.KeyOf(ResourceTypes.Pods, pod)], change))[0];

    /// <summary>Changes a Job in the store, and nothing more.</summary>
    public async Task WriteJobAsync(string name, Func<Job, Job> change) =>
        await Store.ChangeAsync<Job>([ObjectWrites.KeyOf(ResourceTypes.Jobs, (await JobAsync(name))!)], change);

    /// <summary>Changes a Job's spec, as the API does.</summary>
    public async Task ChangeAsync(string name, Func<JobSpec, JobSpec> change)
    {
        var before = (await JobAsync(name))!;
        var after = (await Store.ChangeAsync<Job>([ObjectWrites.KeyOf(ResourceTypes.Jobs, before)], job => job with { Spec = change(job.Spec!) }))[0]!;
        await Services.Reactions.UpdatedAsync(before, after, CancellationToken.None);
    }

    public async Task<Job?> JobAsync(string name) => await Store.GetAsync<Job>(ResourceTypes.Jobs, "default", name);

    public async Task<IReadOnlyList<Pod>> PodsAsync()
    {
        var pods = new List<Pod>();
        await foreach (var stored in Store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Pods.Resource }))
        {
            pods.Add(KubeTypes.Read<Pod>(stored));
        }

        return pods;
    }

    /// <summary>Waits, by watching, until the Job is as wanted.</summary>
    public async Task<Job?> UntilAsync(string name, Func<Job?, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await using var watch = await Store.WatchAsync(ResourceTypes.Jobs.Resource, "default", Store.Revision, deadline.Token);
        while (true)
        {
            var job = await JobAsync(name);
            if (wanted(job))
            {
                return job;
            }

            try
            {
                await watch.NextAsync(deadline.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"the Job is {System.Text.Encoding.UTF8.GetString(job is null ? "gone"u8.ToArray() : KubeJson.Write(job))}", e);
            }
        }
    }

    /// <summary>Waits until the Job has a condition that is True.</summary>
    public async Task<Job> UntilConditionAsync(string name, string type) => (await UntilAsync(name, job => Has(job, type)))!;

    public static bool Has(Job? job, string type) => job?.Status?.Conditions?.Any(condition => condition.Type == type && condition.Status == "True") == true;

    public async Task UntilPodsAsync(Func<IReadOnlyList<Pod>, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await using var watch = await Store.WatchAsync(ResourceTypes.Pods.Resource, null, Store.Revision, deadline.Token);
        while (!wanted(await PodsAsync()))
        {
            await watch.NextAsync(deadline.Token);
        }
    }

    /// <summary>Waits until the runtime has been told to forget so many pods.</summary>
    public async Task UntilRemovedAsync(int count)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (Runtime.Removed.Distinct().Count() < count)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Stops, leaving the folder for another to open.</summary>
    public async Task<string> CloseAsync()
    {
        await Runtime.DisposeAsync();
        await engine.DisposeAsync();
        await database.DisposeAsync();
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(folder, recursive: true);
    }
}
