using JobFlows.Conformance.Durable;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;
using Microsoft.Extensions.Time.Testing;

namespace JobFlows.Engine.Tests;

/// <summary>The embedded engine on a database file of its own.</summary>
internal sealed class EngineHarness(EmbeddedEngineOptions? options = null) : OrchestrationHarness
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private WorkflowCatalog? catalog;
    private SqliteDatabase? database;
    private EmbeddedEngine? engine;

    public EmbeddedEngine Engine => engine!;

    public SqliteDatabase Database => database!;

    /// <inheritdoc/>
    public override IOrchestrationClient Client => Engine;

    /// <inheritdoc/>
    public override DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How many rows a table has.</summary>
    public long Count(string table) => Database.Read(db =>
    {
        using var command = db.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    });

    /// <summary>Changes the database behind the engine's back.</summary>
    public Task ExecuteAsync(string sql) => Database.WriteAsync(db =>
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    });

    /// <inheritdoc/>
    public override async Task OpenAsync(WorkflowCatalog catalog)
    {
        this.catalog = catalog;
        database = SqliteDatabase.Open(folder.Database);
        engine = await EmbeddedEngine.OpenAsync(database, catalog, time, options);
        engine.Run();
    }

    /// <inheritdoc/>
    public override async Task RestartAsync(TimeSpan downtime = default, WorkflowCatalog? catalog = null)
    {
        await Engine.DisposeAsync();
        await Database.DisposeAsync();
        time.Advance(downtime);
        await OpenAsync(catalog ?? this.catalog!);
    }

    /// <inheritdoc/>
    public override async Task CrashAsync()
    {
        Engine.Dispatcher.Abort();
        await Database.DisposeAsync();
        await OpenAsync(catalog!);
    }

    /// <inheritdoc/>
    public override Task AdvanceAsync(TimeSpan by)
    {
        time.Advance(by);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await (engine?.DisposeAsync() ?? default);
        await (database?.DisposeAsync() ?? default);

        folder.Dispose();
    }
}
