using JobFlows.Engine.History;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;
using Microsoft.Data.Sqlite;

namespace JobFlows.Engine.Persistence;

/// <summary>The engine's part of the database. A write's task ends when it is durable.</summary>
internal sealed class EngineStore(SqliteDatabase database)
{
    /// <summary>Creates the tables if they aren't there.</summary>
    public Task CreateAsync() => database.WriteAsync(static db =>
    {
        using var create = db.CreateCommand();
        create.CommandText = Tables.Create;
        return create.ExecuteNonQuery();
    });

    /// <summary>Creates an instance, unless one with its ID is running.</summary>
    public Task<Delivery?> StartAsync(string id, HistoryRecord.ExecutionStarted started) => database.WriteAsync(db => StepWriter.Start(db, id, started));

    /// <summary>Puts an event in the inbox of an instance, if it is running.</summary>
    public Task<Delivery?> SendAsync(string id, HistoryRecord.EventReceived e) => database.WriteAsync(db => StepWriter.Send(db, id, e));

    /// <summary>Forgets a finished instance.</summary>
    public Task PurgeAsync(string id) => database.WriteAsync(db => StepWriter.Purge(db, id));

    /// <summary>Forgets all instances, running or not. Keys are not given again.</summary>
    /// <returns>How many were running.</returns>
    public Task<int> ForgetAllAsync() => database.WriteAsync(static db =>
    {
        var running = db.Statement("SELECT COUNT(*) FROM engine_instances WHERE state = ?1").Bind(1, (long)OrchestrationState.Running).Rows(static row => (int)row.Int64(0))[0];
        foreach (var table in Tables.Names)
        {
            db.Run($"DELETE FROM {table}");
        }

        return running;
    });

    /// <summary>Writes a step.</summary>
    public Task<List<Delivery>> CommitAsync(StepCommit commit) => database.WriteAsync(db => StepWriter.Commit(db, commit));

    /// <summary>What is known of an instance, or null.</summary>
    public OrchestrationInfo? Get(string id) => database.Read(db => db
        .Statement("SELECT orchestrator, state, failure FROM engine_instances WHERE id = ?1").Bind(1, id)
        .Rows(row => new OrchestrationInfo(id, row.Text(0), (OrchestrationState)row.Int64(1), row.TextOrNull(2)))) is [var info] ? info : null;

    /// <summary>A running instance, or null if it isn't there or isn't running any more.</summary>
    /// <exception cref="InvalidDataException">Its history can't be read.</exception>
    public InstanceSnapshot? Load(long key) => database.Read(db => Load(db, key));

    /// <summary>The history of an instance's current execution.</summary>
    public List<HistoryRecord> History(long key) => database.Read(db => History(db, key, out _));

    /// <summary>The instances that have something to do without a message from outside.</summary>
    public List<long> Unfinished() => database.Read(static db => db
        .Statement("SELECT key FROM engine_instances WHERE busy = 1 UNION SELECT instance FROM engine_inbox")
        .Rows(static row => row.Int64(0)));

    /// <summary>All timers.</summary>
    public List<TimerEntry> Timers() => database.Read(static db => db
        .Statement("SELECT t.due, t.instance, t.task, i.execution FROM engine_timers t JOIN engine_instances i ON i.key = t.instance")
        .Rows(static row => new TimerEntry(
            new DateTimeOffset(row.Int64(0), TimeSpan.Zero), row.Int64(1), (int)row.Int64(2), new Guid(row.Bytes(3)))));

    private static InstanceSnapshot? Load(SqliteConnection db, long key)
    {
        var found = db.Statement("SELECT id, busy FROM engine_instances WHERE key = ?1 AND state = ?2")
            .Bind(1, key).Bind(2, (long)OrchestrationState.Running)
            .Rows(static row => (Id: row.Text(0), Busy: row.Int64(1) != 0));
        if (found is not [var instance])
        {
            return null;
        }

        var history = History(db, key, out var lastStep);
        var inbox = db.Statement("SELECT row, execution, message FROM engine_inbox WHERE instance = ?1 ORDER BY row").Bind(1, key)
            .Rows(static row => new InboxMessage(row.Int64(0), row.IsNull(1) ? null : new Guid(row.Bytes(1)), ReadMessage(row.Bytes(2))));
        var lastRow = db.Statement("SELECT seq FROM sqlite_sequence WHERE name = 'engine_inbox'").Rows(static row => row.Int64(0));
        return new InstanceSnapshot(instance.Id, history, lastStep + 1, instance.Busy, inbox, lastRow is [var last] ? last : 0);
    }

    private static List<HistoryRecord> History(SqliteConnection db, long key, out int lastStep)
    {
        var steps = db.Statement("SELECT step, records FROM engine_history WHERE instance = ?1 ORDER BY step").Bind(1, key)
            .Rows(static row => (Step: (int)row.Int64(0), Records: row.Bytes(1)));
        lastStep = steps is [.., var last] ? last.Step : 0;
        return [.. steps.SelectMany(static step => HistoryCodec.Read(step.Records))];
    }

    private static HistoryRecord.Message ReadMessage(byte[] bytes) => HistoryCodec.Read(bytes) is [HistoryRecord.Message message]
        ? message
        : throw new InvalidDataException("A row of the inbox is not a message.");
}
