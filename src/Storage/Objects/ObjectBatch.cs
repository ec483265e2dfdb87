using JobFlows.Storage.Sqlite;
using JobFlows.Storage.Watching;
using JobFlows.Workflows.Objects;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Objects;

/// <summary>One batch of writes on its way into the tables, inside the writer's transaction.</summary>
internal sealed class ObjectBatch
{
    private readonly SqliteConnection connection;
    private readonly RecentChanges recent;
    private readonly List<ObjectChange> changes = [];
    private readonly long before;

    private ObjectBatch(SqliteConnection connection, RecentChanges recent)
    {
        this.connection = connection;
        this.recent = recent;
        before = ObjectSchema.Revisions(connection).Newest;
    }

    private long Next => before + changes.Count + 1;

    /// <summary>Carries out each write that can be.</summary>
    public static Outcome Write(SqliteConnection connection, IReadOnlyList<ObjectWrite> writes, RecentChanges recent)
    {
        var batch = new ObjectBatch(connection, recent);
        var results = new WriteResult[writes.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = writes[i] switch
            {
                ObjectWrite.Create create => batch.Create(create),
                ObjectWrite.Update update => batch.Replace(update, update.ExpectedRevision, ChangeType.Modified),
                ObjectWrite.Delete delete => batch.Replace(delete, delete.ExpectedRevision, ChangeType.Deleted),
                _ => throw new ArgumentException($"unknown write {writes[i].GetType()}", nameof(writes)),
            };
        }

        return new(results, batch.changes);
    }

    private WriteResult Create(ObjectWrite.Create create)
    {
        using var insert = connection.Statement("""
            INSERT INTO object_current (resource, namespace, name, revision, uid, owner) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO NOTHING
            """);
        BindKey(insert, create.Key).Bind(4, Next).Bind(5, create.Uid).Bind(6, create.Owner);
        return insert.Run() == 0
            ? new WriteResult.AlreadyExists(Current(create.Key)!.Uid)
            : Log(ChangeType.Added, create, create.Uid, previous: null);
    }

    private WriteResult Replace(ObjectWrite write, long expected, ChangeType type)
    {
        if (Current(write.Key) is not { } current)
        {
            return new WriteResult.NotFound();
        }

        if (current.Revision != expected)
        {
            return new WriteResult.Conflict(current.Revision);
        }

        using var past = connection.Statement(
            "INSERT INTO object_past (resource, namespace, name, revision, until, owner) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        BindKey(past, write.Key).Bind(4, current.Revision).Bind(5, Next).Bind(6, current.Owner).Run();
        if (type is ChangeType.Deleted)
        {
            using var delete = connection.Statement("DELETE FROM object_current WHERE resource = ?1 AND namespace = ?2 AND name = ?3");
            BindKey(delete, write.Key).Run();
        }
        else if (current.Owner == write.Owner)
        {
            using var update = connection.Statement(
                "UPDATE object_current SET revision = ?4 WHERE resource = ?1 AND namespace = ?2 AND name = ?3");
            BindKey(update, write.Key).Bind(4, Next).Run();
        }
        else
        {
            using var update = connection.Statement(
                "UPDATE object_current SET revision = ?4, owner = ?5 WHERE resource = ?1 AND namespace = ?2 AND name = ?3");
            BindKey(update, write.Key).Bind(4, Next).Bind(5, write.Owner).Run();
        }

        return Log(type, write, current.Uid, ReadBack(current.Revision));
    }

    private WriteResult.Written Log(ChangeType type, ObjectWrite write, string uid, StoredObject? previous)
    {
        var stored = new StoredObject(write.Key, uid, Next, write.Json);
        using var insert = connection.Statement("""
            INSERT INTO object_log (resource, namespace, name, revision, type, previous, uid, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """);
        BindKey(insert, write.Key).Bind(4, stored.Revision).Bind(5, (long)type).Bind(6, previous?.Revision).Bind(7, uid)
            .Bind(8, write.Json.Span).Run();
        changes.Add(new(type, stored, previous));
        return new(stored);
    }

    private CurrentObject? Current(ObjectKey key)
    {
        using var rows = connection.Statement(
            "SELECT revision, uid, owner FROM object_current WHERE resource = ?1 AND namespace = ?2 AND name = ?3");
        return BindKey(rows, key).Step() ? new(rows.Int64(0), rows.Text(1), rows.TextOrNull(2)) : null;
    }

    /// <summary>The state that a write replaces: most are young, and still in memory.</summary>
    private StoredObject ReadBack(long revision) => revision > before
        ? changes[(int)(revision - before) - 1].Object
        : recent.Find(revision)?.Object ?? ObjectReader.State(connection, revision);

    private static SqliteStatement BindKey(SqliteStatement statement, ObjectKey key) =>
        statement.Bind(1, key.Resource).Bind(2, key.Namespace).Bind(3, key.Name);

    /// <summary>What a batch came to.</summary>
    /// <param name="Results">Of each write.</param>
    /// <param name="Changes">What was written, in the order of the revisions.</param>
    public sealed record Outcome(IReadOnlyList<WriteResult> Results, IReadOnlyList<ObjectChange> Changes);

    private sealed record CurrentObject(long Revision, string Uid, string? Owner);
}
