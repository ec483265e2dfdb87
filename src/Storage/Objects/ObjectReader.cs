using JobFlows.Storage.Sqlite;
using JobFlows.Storage.Watching;
using JobFlows.Workflows.Objects;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Objects;

/// <summary>Reads single states and the log.</summary>
internal static class ObjectReader
{
    /// <summary>The current state at a place, or null.</summary>
    public static StoredObject? Get(SqliteConnection connection, ObjectKey key)
    {
        using var rows = connection.Statement("""
            SELECT l.revision, l.uid, l.json FROM object_current c JOIN object_log l ON l.revision = c.revision
            WHERE c.resource = ?1 AND c.namespace = ?2 AND c.name = ?3
            """);
        return rows.Bind(1, key.Resource).Bind(2, key.Namespace).Bind(3, key.Name).Step()
            ? new(key, rows.Text(1), rows.Int64(0), rows.Bytes(2))
            : null;
    }

    /// <summary>The state that a revision wrote, which is there because it is current or was superseded after the last compaction.</summary>
    public static StoredObject State(SqliteConnection connection, long revision)
    {
        using var rows = connection.Statement("SELECT resource, namespace, name, uid, json FROM object_log WHERE revision = ?1");
        return rows.Bind(1, revision).Step()
            ? new(new(rows.Text(0), rows.Text(1), rows.Text(2)), rows.Text(3), revision, rows.Bytes(4))
            : throw new InvalidDataException($"the object log has lost revision {revision}");
    }

    /// <summary>Scans a stretch of the log for the changes of a resource.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="resource">The group resource.</param>
    /// <param name="namespace">Only this namespace; null for all.</param>
    /// <param name="after">Where the stretch begins.</param>
    /// <param name="most">How many revisions long it is at most.</param>
    /// <exception cref="RevisionExpiredException"><paramref name="after"/> is compacted away.</exception>
    public static LogStretch Log(SqliteConnection connection, string resource, string? @namespace, long after, int most)
    {
        var revisions = ObjectSchema.Revisions(connection);
        revisions.Check(after);
        var through = Math.Min(revisions.Newest, after + most);
        using var rows = connection.Statement("""
            SELECT revision, type, previous, namespace, name, uid, json FROM object_log
            WHERE revision > ?1 AND revision <= ?2 AND resource = ?3 AND (?4 IS NULL OR namespace = ?4) ORDER BY revision
            """);
        rows.Bind(1, after).Bind(2, through).Bind(3, resource).Bind(4, @namespace);
        var changes = new List<ObjectChange>();
        while (rows.Step())
        {
            var stored = new StoredObject(new(resource, rows.Text(3), rows.Text(4)), rows.Text(5), rows.Int64(0), rows.Bytes(6));
            changes.Add(new((ChangeType)rows.Int64(1), stored, rows.IsNull(2) ? null : State(connection, rows.Int64(2))));
        }

        return new(changes, through);
    }
}
