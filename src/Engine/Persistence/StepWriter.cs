using JobFlows.Engine.History;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;
using Microsoft.Data.Sqlite;

namespace JobFlows.Engine.Persistence;

/// <summary>Writes inside a transaction of the writer: instances, messages, and whole steps.</summary>
internal static class StepWriter
{
    /// <summary>Creates an instance, unless one with its ID is running; a finished one goes.</summary>
    public static Delivery? Start(SqliteConnection db, string id, HistoryRecord.ExecutionStarted started)
    {
        if (Find(db, id) is { } old)
        {
            if (old.State == OrchestrationState.Running)
            {
                return null;
            }

            Forget(db, old.Key);
        }

        var key = db
            .Statement("INSERT INTO engine_instances (id, orchestrator, execution, state, busy) VALUES (?1, ?2, ?3, ?4, 1) RETURNING key")
            .Bind(1, id).Bind(2, started.Orchestrator).Bind(3, started.Execution.ToByteArray()).Bind(4, (long)OrchestrationState.Running)
            .Rows(static row => row.Int64(0))[0];
        AppendHistory(db, key, 0, HistoryCodec.Write(started));
        return new Delivery(key, id, null, started);
    }

    /// <summary>Puts an event in the inbox of a running instance.</summary>
    public static Delivery? Send(SqliteConnection db, string id, HistoryRecord.EventReceived e) =>
        Find(db, id) is { State: OrchestrationState.Running } target ? Post(db, target, null, e) : null;

    /// <summary>Forgets a finished instance.</summary>
    public static bool Purge(SqliteConnection db, string id)
    {
        if (Find(db, id) is not { State: not OrchestrationState.Running } finished)
        {
            return false;
        }

        Forget(db, finished.Key);
        return true;
    }

    /// <summary>Writes a step.</summary>
    public static List<Delivery> Commit(SqliteConnection db, StepCommit commit)
    {
        foreach (var row in commit.Consumed)
        {
            db.Run("DELETE FROM engine_inbox WHERE row = ?1", row);
        }

        var deliveries = new List<Delivery>();
        if (commit.Result is not { } result)
        {
            return deliveries;
        }

        AppendHistory(db, commit.Instance, commit.Step, commit.History);
        foreach (var fired in result.Accepted.OfType<HistoryRecord.TimerFired>())
        {
            EndTimer(db, commit.Instance, fired.Task);
        }

        foreach (var action in result.Actions)
        {
            if (Carry(db, commit, action) is { } delivery)
            {
                deliveries.Add(delivery);
            }
        }

        if (commit.Busy is { } busy && result.End is null)
        {
            db.Run("UPDATE engine_instances SET busy = ?2 WHERE key = ?1", commit.Instance, busy ? 1 : 0);
        }

        return deliveries;
    }

    private static Delivery? Carry(SqliteConnection db, StepCommit commit, HistoryRecord.Action action)
    {
        switch (action)
        {
            case HistoryRecord.TimerCreated timer:
                db.Run("INSERT INTO engine_timers (instance, task, due) VALUES (?1, ?2, ?3)", commit.Instance, timer.Task, timer.Due.UtcTicks);
                return null;
            case HistoryRecord.TimerCanceled timer:
                EndTimer(db, commit.Instance, timer.Task);
                return null;
            case HistoryRecord.EventSent e:
                return Send(db, e.InstanceId, new HistoryRecord.EventReceived(e.Name, e.Content));
            case HistoryRecord.ChildScheduled child:
                return StartChild(db, commit, child);
            case HistoryRecord.Completed completed:
                Finish(db, commit.Instance, OrchestrationState.Completed, null);
                return Report(db, commit, task => new HistoryRecord.ChildCompleted(task, completed.Output));
            case HistoryRecord.Failed failed:
                Finish(db, commit.Instance, OrchestrationState.Failed, $"{failed.ErrorType}: {failed.Error}");
                return Report(db, commit, task => new HistoryRecord.ChildFailed(task, failed.ErrorType, failed.Error));
            case HistoryRecord.ContinuedAsNew:
                Continue(db, commit);
                return null;
            default:
                return null;
        }
    }

    private static Delivery? StartChild(SqliteConnection db, StepCommit commit, HistoryRecord.ChildScheduled child)
    {
        var parent = Find(db, commit.Instance);
        var task = new ParentTask(parent.Id, commit.Started.Execution, child.Task);
        return Start(db, child.InstanceId, new HistoryRecord.ExecutionStarted(Guid.NewGuid(), child.Name, child.Input, task))
            ?? Post(db, parent, commit.Started.Execution, new HistoryRecord.ChildFailed(
                child.Task, typeof(InvalidOperationException).FullName!, $"An instance with the ID '{child.InstanceId}' is running already."));
    }

    private static void Finish(SqliteConnection db, long key, OrchestrationState state, string? failure)
    {
        using (var update = db.Statement("UPDATE engine_instances SET state = ?2, failure = ?3, busy = 0 WHERE key = ?1"))
        {
            update.Bind(1, key).Bind(2, (long)state).Bind(3, failure).Run();
        }

        db.Run("DELETE FROM engine_timers WHERE instance = ?1", key);
        db.Run("DELETE FROM engine_inbox WHERE instance = ?1", key);
    }

    private static void Continue(SqliteConnection db, StepCommit commit)
    {
        db.Run("DELETE FROM engine_history WHERE instance = ?1", commit.Instance);
        db.Run("DELETE FROM engine_timers WHERE instance = ?1", commit.Instance);
        db.Run("DELETE FROM engine_inbox WHERE instance = ?1 AND execution IS NOT NULL", commit.Instance);
        AppendHistory(db, commit.Instance, commit.Step + 1, commit.NextHistory);
        using var update = db.Statement("UPDATE engine_instances SET execution = ?2, busy = 1 WHERE key = ?1");
        update.Bind(1, commit.Instance).Bind(2, commit.Next!.Execution.ToByteArray()).Run();
    }

    /// <summary>Tells the parent of a finished child, if the execution that started it still runs.</summary>
    private static Delivery? Report(SqliteConnection db, StepCommit commit, Func<int, HistoryRecord.Message> message) =>
        commit.Started.Parent is { } parent
        && Find(db, parent.InstanceId) is { State: OrchestrationState.Running } target
        && target.Execution == parent.Execution
            ? Post(db, target, parent.Execution, message(parent.Task))
            : null;

    private static Delivery Post(SqliteConnection db, InstanceRow target, Guid? execution, HistoryRecord.Message message)
    {
        // An execution that is not bound is null.
        var insert = db.Statement("INSERT INTO engine_inbox (instance, execution, message) VALUES (?1, ?2, ?3) RETURNING row")
            .Bind(1, target.Key).Bind(3, HistoryCodec.Write(message).Span);
        var row = (execution is { } only ? insert.Bind(2, only.ToByteArray()) : insert).Rows(static row => row.Int64(0))[0];
        return new Delivery(target.Key, target.Id, new InboxMessage(row, execution, message), null);
    }

    private static void Forget(SqliteConnection db, long key)
    {
        db.Run("DELETE FROM engine_history WHERE instance = ?1", key);
        db.Run("DELETE FROM engine_instances WHERE key = ?1", key);
    }

    private static void AppendHistory(SqliteConnection db, long key, int step, ReadOnlyMemory<byte> records)
    {
        using var insert = db.Statement("INSERT INTO engine_history (instance, step, records) VALUES (?1, ?2, ?3)");
        insert.Bind(1, key).Bind(2, step).Bind(3, records.Span).Run();
    }

    private static void EndTimer(SqliteConnection db, long key, int task) =>
        db.Run("DELETE FROM engine_timers WHERE instance = ?1 AND task = ?2", key, task);

    private static InstanceRow? Find(SqliteConnection db, string id) =>
        db.Statement("SELECT key, id, execution, state FROM engine_instances WHERE id = ?1").Bind(1, id).Rows(InstanceRow.Read)
            is [var row] ? row : null;

    private static InstanceRow Find(SqliteConnection db, long key) =>
        db.Statement("SELECT key, id, execution, state FROM engine_instances WHERE key = ?1").Bind(1, key).Rows(InstanceRow.Read)[0];

    private sealed record InstanceRow(long Key, string Id, Guid Execution, OrchestrationState State)
    {
        public static InstanceRow Read(SqliteStatement row) =>
            new(row.Int64(0), row.Text(1), new Guid(row.Bytes(2)), (OrchestrationState)row.Int64(3));
    }
}
