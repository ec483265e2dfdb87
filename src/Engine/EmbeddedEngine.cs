using JobFlows.Engine.History;
using JobFlows.Engine.Persistence;
using JobFlows.Engine.Running;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine;

/// <summary>
/// A durable engine in the program itself, with its state in tables of a <see cref="SqliteDatabase"/>. Orchestrations stay in memory between
/// their steps; they are replayed from history after a restart, or when they were idle for long and many others live. Each step is one commit:
/// new history, consumed messages, timers, messages to others. Activities start, and others hear, only after that.
/// </summary>
public sealed class EmbeddedEngine : IOrchestrationClient, IAsyncDisposable
{
    private readonly EngineStore store;
    private readonly WorkflowCatalog catalog;

    private EmbeddedEngine(EngineStore store, WorkflowCatalog catalog, TimeProvider time, EmbeddedEngineOptions options)
    {
        (this.store, this.catalog) = (store, catalog);
        Dispatcher = new Dispatcher(store, catalog, time, options);
    }

    internal Dispatcher Dispatcher { get; }

    /// <summary>How many records the longest history of an execution has had since the engine was opened.</summary>
    public int LongestHistory => Dispatcher.LongestHistory;

    /// <summary>Opens the engine's tables, and creates them if there are none. Nothing runs before <see cref="Run"/>.</summary>
    /// <param name="database">The database. It stays the caller's, and has to be closed after the engine.</param>
    /// <param name="catalog">The orchestrators and activities. It may be filled until <see cref="Run"/>.</param>
    /// <param name="time">The clock of steps and timers.</param>
    /// <param name="options">Settings, or null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static async Task<EmbeddedEngine> OpenAsync(
        SqliteDatabase database, WorkflowCatalog catalog, TimeProvider time, EmbeddedEngineOptions? options = null)
    {
        options ??= new EmbeddedEngineOptions();
        options.Validate();
        var tables = new EngineStore(database);
        await tables.CreateAsync();
        return new EmbeddedEngine(tables, catalog, time, options);
    }

    /// <summary>Forgets all instances of a database whose engine is not open: what is left begins anew.</summary>
    /// <returns>How many were running.</returns>
    public static async Task<int> ForgetAsync(SqliteDatabase database)
    {
        var tables = new EngineStore(database);
        await tables.CreateAsync();
        return await tables.ForgetAllAsync();
    }

    /// <summary>Finds the instances that were running when the program ended, and begins to run orchestrators and activities. Called once.</summary>
    public void Run() => Dispatcher.Run();

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no orchestrator of that name.</exception>
    public async Task StartAsync(string orchestrator, string instanceId, object input, CancellationToken cancellation = default)
    {
        Check(cancellation);
        if (!catalog.Orchestrators.ContainsKey(orchestrator))
        {
            throw new ArgumentException($"There is no orchestrator named '{orchestrator}'.", nameof(orchestrator));
        }

        var started = new HistoryRecord.ExecutionStarted(Guid.NewGuid(), orchestrator, WorkflowJson.Write(input), null);
        Deliver(await store.StartAsync(instanceId, started));
    }

    /// <inheritdoc/>
    public async Task RaiseEventAsync(string instanceId, string name, object payload, CancellationToken cancellation = default)
    {
        Check(cancellation);
        Deliver(await store.SendAsync(instanceId, new HistoryRecord.EventReceived(name, WorkflowJson.Write(payload))));
    }

    /// <inheritdoc/>
    public Task<OrchestrationInfo?> GetAsync(string instanceId, CancellationToken cancellation = default)
    {
        Check(cancellation);
        return Task.FromResult(store.Get(instanceId));
    }

    /// <inheritdoc/>
    public Task PurgeAsync(string instanceId, CancellationToken cancellation = default)
    {
        Check(cancellation);
        return store.PurgeAsync(instanceId);
    }

    /// <summary>Stops: commits under way are finished, activities are cancelled (and run again after the next <see cref="Run"/>).</summary>
    public ValueTask DisposeAsync() => Dispatcher.DisposeAsync();

    private void Deliver(Delivery? delivery)
    {
        if (delivery is not null)
        {
            Dispatcher.Deliver(delivery);
        }
    }

    private void Check(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(Dispatcher.IsStopped, this);
        cancellation.ThrowIfCancellationRequested();
    }
}
