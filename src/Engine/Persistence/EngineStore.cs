using JobFlows.Engine.History;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;
using Microsoft.Data.Sqlite;

namespace JobFlows.Engine.Persistence;

/// <summary>The engine's part of the database. A write's task ends when it is durable.</summary>
internal sealed class EngineStore(SqliteDatabase database)
{
    /// <summary>Creates the tables if they aren't there.</summary>
    public Task CreateAsync() => database.WriteAsync(static db => db.Run(Tables.Create));

    /// <summary>Creates an instance, unless one with its ID is running.</summary>
    public Task<Delivery?> StartAsync(string id, HistoryRecord.ExecutionStarted started) => database.WriteAsync(db => StepWriter.Start(db, id, started));

    /// <summary>Puts an event in the inbox of an instance, if it is running.</summary>
    public Task<Delivery?> SendAsync(string id, HistoryRecord.EventReceived e) => database.WriteAsync(db => StepWriter.Send(db, id, e));

    /// <summary>Forgets a finished instance.</summary>
    public Task PurgeAsync(string id) => database.WriteAsync(db => StepWriter.Purge(db, id));

    /// <summary>Writes a step.</summary>
    public Task<List<Delivery>> CommitAsync(StepCommit commit) => database.WriteAsync(db => StepWriter.Commit(db, commit));

    /// <summary>What is known of an instance, or null.</summary>
    public OrchestrationInfo? Get(string id) => database.Read(db => db.Query(
        "SELECT orchestrator, state, failure FROM engine_instances WHERE id = $1",
        row => new OrchestrationInfo(id, row.GetString(0), (OrchestrationState)row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2)),
        id)) is [var info] ? info : null;

    /// <summary>A running instance, or null if it isn't there or isn't running any more.</summary>
    /// <exception cref="InvalidDataException">Its history can't be read.</exception>
    public InstanceSnapshot? Load(long key) => database.Read(db => InTransaction(db, () => Load(db, key)));

    /// <summary>The history of an instance's current execution.</summary>
    public List<HistoryRecord> History(long key) => database.Read(db => History(db, key, out _));

    /// <summary>The instances that have something to do without a message from outside.</summary>
    public List<long> Unfinished() => database.Read(static db => db.Query(
        "SELECT key FROM engine_instances WHERE busy = 1 UNION SELECT instance FROM engine_inbox", static row => row.GetInt64(0)));

    /// <summary>All timers.</summary>
    public List<TimerEntry> Timers() => database.Read(static db => db.Query(
        "SELECT t.due, t.instance, t.task, i.execution FROM engine_timers t JOIN engine_instances i ON i.key = t.instance",
        static row => new TimerEntry(
            new DateTimeOffset(row.GetInt64(0), TimeSpan.Zero), row.GetInt64(1), row.GetInt32(2), new Guid(row.GetFieldValue<byte[]>(3)))));

    private static InstanceSnapshot? Load(SqliteConnection db, long key)
    {
        var found = db.Query(
            "SELECT id, busy FROM engine_instances WHERE key = $1 AND state = $2",
            static row => (Id: row.GetString(0), Busy: row.GetBoolean(1)),
            key, (long)OrchestrationState.Running);
        if (found is not [var instance])
        {
            return null;
        }

        var history = History(db, key, out var lastStep);
        var inbox = db.Query(
            "SELECT row, execution, message FROM engine_inbox WHERE instance = $1 ORDER BY row",
            static row => new InboxMessage(
                row.GetInt64(0), row.IsDBNull(1) ? null : new Guid(row.GetFieldValue<byte[]>(1)), ReadMessage(row.GetFieldValue<byte[]>(2))),
            key);
        var lastRow = db.Number("SELECT seq FROM sqlite_sequence WHERE name = 'engine_inbox'") ?? 0;
        return new InstanceSnapshot(instance.Id, history, lastStep + 1, instance.Busy, inbox, lastRow);
    }

    private static List<HistoryRecord> History(SqliteConnection db, long key, out int lastStep)
    {
        var steps = db.Query(
            "SELECT step, records FROM engine_history WHERE instance = $1 ORDER BY step",
            static row => (Step: row.GetInt32(0), Records: row.GetFieldValue<byte[]>(1)),
            key);
        lastStep = steps is [.., var last] ? last.Step : 0;
        return [.. steps.SelectMany(static step => HistoryCodec.Read(step.Records))];
    }

    private static HistoryRecord.Message ReadMessage(byte[] bytes) => HistoryCodec.Read(bytes) is [HistoryRecord.Message message]
        ? message
        : throw new InvalidDataException("A row of the inbox is not a message.");

    private static T InTransaction<T>(SqliteConnection db, Func<T> read)
    {
        db.Run("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            db.Run("COMMIT");
        }
    }
}
