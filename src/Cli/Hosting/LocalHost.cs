using Azure.Identity;
using JobFlows.Api;
using JobFlows.Engine;
using JobFlows.Pods.Aci;
using JobFlows.Pods.Processes;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Housekeeping;
using JobFlows.Workflows.Pods;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace JobFlows.Cli.Hosting;

/// <summary>The whole of JobFlows in one process: storage, engine, workflows, pods and API, on one data folder.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private static readonly TimeSpan LongestHousekeepingInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DeadlineInterval = TimeSpan.FromSeconds(1);
    private readonly LocalHostOptions options;
    private readonly Stack<Func<ValueTask>> cleanUp;
    private readonly WebApplication web;
    private readonly HostEnd end;

    private LocalHost(LocalHostOptions options, Stack<Func<ValueTask>> cleanUp, WebApplication web, HostEnd end, IPodRuntime runtime, DataDirectory data, string token)
    {
        (this.options, this.cleanUp, this.web, this.end) = (options, cleanUp, web, end);
        Runtime = runtime;
        Token = token;
        KubeconfigPath = data.Kubeconfig;
    }

    /// <summary>Where it listens.</summary>
    public string Url => Listener.BoundUrl(web, options.Listen);

    /// <summary>The options of a host that is to go on in this one's place; null where it has just been told to stop.</summary>
    public LocalHostOptions? Next => !end.StartsAgain ? null : SocketPath is null ? options with { Listen = new UriBuilder(options.Listen) { Port = new Uri(Url).Port }.Uri.ToString() } : options;

    /// <summary>The unix socket that it listens on, or null.</summary>
    public string? SocketPath => Listener.SocketPath(options.Listen);

    /// <summary>What runs the pods.</summary>
    public IPodRuntime Runtime { get; }

    /// <summary>The bearer token that lets clients in.</summary>
    public string Token { get; }

    /// <summary>The kubeconfig for this server.</summary>
    public string KubeconfigPath { get; }

    /// <summary>Starts everything; requests are answered when it returns.</summary>
    /// <exception cref="StartupException">It can't start, for a reason that its user can mend.</exception>
    public static async Task<LocalHost> StartAsync(LocalHostOptions options, CancellationToken cancellation)
    {
        if (options is { Pods: PodRuntimes.Queue, Storage: null })
        {
            throw new StartupException("--pods queue needs --storage, the Azure Storage account that the server shares with its workers");
        }

        if (options is { Pods: PodRuntimes.Aci, Aci: null })
        {
            throw new StartupException("--pods aci needs --aci-subscription and --aci-resource-group, where the container groups are made");
        }

        var cleanUp = new Stack<Func<ValueTask>>();
        try
        {
            var tool = await PodRuntimes.FindToolAsync(options, cancellation);
            var data = DataDirectory.Open(options.DataDirectory);
            cleanUp.Push(() => { data.Dispose(); return ValueTask.CompletedTask; });
            var token = data.Token();
            var listener = Listener.Parse(options.Listen, data, TimeProvider.System);

            var database = SqliteDatabase.Open(data.Database);
            cleanUp.Push(database.DisposeAsync);
            var catalog = new WorkflowCatalog();
            var builder = Listener.CreateBuilder(options.LogLevel);
            listener.Configure(builder);
            var web = builder.Build();
            cleanUp.Push(web.DisposeAsync);
            var log = web.Services.GetRequiredService<ILogger<LocalHost>>();
            var end = new HostEnd(web.Lifetime);
            var account = options.Storage is { } connection ? StorageAccount.Parse(connection) : null;
            var store = await ObjectStores.OpenAsync(account, data, database, end, log, cleanUp, cancellation);

            // From here on: what keeps it from starting is told by whoever starts it.
            account?.Availability.Told = what => log.LogWarning("{What}", what);
            var engine = await EmbeddedEngine.OpenAsync(database, catalog, TimeProvider.System, new EmbeddedEngineOptions
            {
                Trouble = log.Trouble,
            });
            var services = new WorkflowServices(
                catalog, store, engine, reports => PodRuntimes.Create(options, data, account, tool, reports, store, log), TimeProvider.System,
                new WorkflowOptions
                {
                    Pods = new PodServiceOptions { NodeName = LocalNode.Name, Admits = options.Allocatable != Allocatable.Off && PodRuntimes.RunsHere(options.Pods) },
                    Housekeeping = new HousekeepingOptions { HistoryLifetime = options.HistoryLifetime },
                    Certificates = listener.CertificatePem ?? "",
                });
            if (services.Runtime is IAsyncDisposable disposable)
            {
                cleanUp.Push(disposable.DisposeAsync);
            }

            if (services.Runtime is AciPodRuntime groups && await groups.CheckAsync(cancellation) is { } problem)
            {
                throw new StartupException(problem);
            }

            // Goes first: its activities use the others, and what pods report meanwhile is told again at the next start.
            cleanUp.Push(engine.DisposeAsync);

            await services.Bootstrap.RunAsync(LocalNode.Describe(TimeProvider.System.GetUtcNow(), data.Root, tool, Allocatable.Parse(options.Allocatable) ?? throw new StartupException("--allocatable is not a list of resources")), cancellation);
            engine.Run();
            await services.Recovery.RunAsync(cancellation);

            var api = new KubernetesApi(
                store, services.Reactions, services.Deletion, services.Runtime, TimeProvider.System, new KubernetesApiOptions(),
                web.Services.GetRequiredService<ILogger<KubernetesApi>>());
            await listener.StartAsync(web, token, api.HandleAsync, cancellation);
            var host = new LocalHost(options, cleanUp, web, end, services.Runtime, data, token);
            DataDirectory.WritePrivate(data.Kubeconfig, Kubeconfig.Text(host.Url, listener.CertificatePem, token));
            host.KeepHouse(services, log);
            return host;
        }
        catch (Exception e)
        {
            await CleanUpAsync(cleanUp);
            throw e is AuthenticationFailedException ? new StartupException($"there is no Azure identity to make container groups with: {e.Message.Split('\n')[0].TrimEnd()}", e)
                : IsDiskFull(e) ? new StartupException($"the disk of the data folder {options.DataDirectory} is full", e)
                : e is DatabaseUnavailableException or StorageAccountException or StoreDamagedException or ArgumentException ? new StartupException(e.Message.Split(" (Parameter '")[0], e) : e;
        }
    }

    /// <summary>Waits until the process is told to stop.</summary>
    public async Task WaitForStopAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, web.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Stops; what runs pods stays, unless the options say that they end with this host.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await web.StopAsync(patience.Token);
        if (options.StopPodsAtEnd && Runtime is ProcessPodRuntime processes)
        {
            await processes.ShutdownAsync();
        }

        await CleanUpAsync(cleanUp);
    }

    private static bool IsDiskFull(Exception e)
    {
        const int sqliteFull = 13;
        const int noSpace = 28;
        return e is SqliteException { SqliteErrorCode: sqliteFull } or IOException { HResult: noSpace };
    }

    private void KeepHouse(WorkflowServices services, ILogger log)
    {
        Repeat("housekeeping", options.HistoryLifetime < LongestHousekeepingInterval ? options.HistoryLifetime : LongestHousekeepingInterval, services.Housekeeper.RunAsync, log);
        Repeat("looking at start deadlines", DeadlineInterval, services.Pods.ExpireAsync, log);
    }

    private void Repeat(string what, TimeSpan interval, Func<CancellationToken, Task> work, ILogger log)
    {
        var ending = new CancellationTokenSource();
        var running = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(interval);
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                try
                {
                    await work(ending.Token);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.Trouble($"{what} failed; it is tried again in {interval}", e);
                }
            }
        });
        cleanUp.Push(async () =>
        {
            await ending.CancelAsync();
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ending.Dispose();
        });
    }

    private static async Task CleanUpAsync(Stack<Func<ValueTask>> steps)
    {
        while (steps.TryPop(out var step))
        {
            await step();
        }
    }
}
