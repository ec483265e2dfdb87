using JobFlows.Api.Hosting;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Engine;
using JobFlows.Pods.Simulated;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows;
using JobFlows.Workflows.Durable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobFlows.Upstream.Tests.Harness;

/// <summary>The whole system on a folder of its own, spoken to over HTTP. Nothing runs the pods: whoever writes their status plays the kubelet. The
/// clock stands still until it is moved.</summary>
public sealed class ControlPlane : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("jobflows-upstream-").FullName;
    private readonly Stack<IAsyncDisposable> parts = new();

    /// <summary>Its clock.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    /// <summary>Speaks to it.</summary>
    internal ApiClient Api { get; private set; } = null!;

    /// <summary>Starts it, the first time or again on what was there before.</summary>
    public async Task InitializeAsync()
    {
        var database = SqliteDatabase.Open(Path.Combine(folder, "jobflows.db"));
        parts.Push(database);
        var store = await SqliteObjectStore.OpenAsync(database);
        var catalog = new WorkflowCatalog();
        var engine = await EmbeddedEngine.OpenAsync(database, catalog, Clock);
        var services = new WorkflowServices(catalog, store, engine, reports => new ManualPodRuntime(reports), Clock);
        parts.Push((IAsyncDisposable)services.Runtime);
        parts.Push(engine);
        await services.Bootstrap.RunAsync(new Node { Metadata = new ObjectMeta { Name = "node" }, Spec = new NodeSpec(), Status = new NodeStatus() });
        engine.Run();
        await services.Recovery.RunAsync();

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Workflows.Objects.IObjectStore>(store).AddSingleton(services.Deletion).AddSingleton<TimeProvider>(Clock)
            .AddSingleton(services.Reactions).AddSingleton(services.Runtime).AddKubernetesApi();
        var web = builder.Build();
        web.MapKubernetesApi();
        await web.StartAsync();
        parts.Push(web);
        Api = new ApiClient(web.GetTestClient());
    }

    /// <summary>Ends it and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }

    /// <summary>Ends it and keeps its folder.</summary>
    public async Task StopAsync()
    {
        Api.Dispose();
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Creates a Job in the namespace <c>default</c>, with a template if it comes without, as upstream's tests do.</summary>
    /// <param name="spec">Its spec, as JSON.</param>
    internal async Task<ObservedJob> CreateAsync(string spec) => await ObservedJob.CreateAsync(this, spec);
}
