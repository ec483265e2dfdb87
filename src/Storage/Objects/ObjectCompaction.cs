using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Objects;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Objects;

/// <summary>
/// Compaction walks the log from where the last one stopped: each change tells which state it superseded. A step is one transaction that moves
/// the persisted floor along with what it removes, so a crash between two steps leaves a store that is compacted less far.
/// </summary>
internal static class ObjectCompaction
{
    private const int ChangesPerStep = 500;

    /// <summary>Goes one step towards <paramref name="target"/>.</summary>
    /// <returns>The revision that the store is compacted up to afterwards.</returns>
    public static long Step(SqliteConnection connection, long target)
    {
        var floor = ObjectSchema.Revisions(connection).Compacted;
        if (floor >= target)
        {
            return floor;
        }

        var reached = Math.Min(target, floor + ChangesPerStep);
        using var forget = connection.Statement("DELETE FROM object_log WHERE revision = ?1");
        using var past = connection.Statement(
            "DELETE FROM object_past WHERE resource = ?1 AND namespace = ?2 AND name = ?3 AND revision = ?4");
        foreach (var change in Superseding(connection, floor, reached))
        {
            forget.Bind(1, change.Previous).Run();
            past.Bind(1, change.Key.Resource).Bind(2, change.Key.Namespace).Bind(3, change.Key.Name).Bind(4, change.Previous).Run();
            if (change.IsDelete)
            {
                forget.Bind(1, change.Revision).Run();
            }
        }

        using var move = connection.Statement("UPDATE object_store SET compacted = ?1");
        move.Bind(1, reached).Run();
        return reached;
    }

    private static List<Superseder> Superseding(SqliteConnection connection, long after, long through)
    {
        using var rows = connection.Statement("""
            SELECT revision, previous, type, resource, namespace, name FROM object_log
            WHERE revision > ?1 AND revision <= ?2 AND previous IS NOT NULL
            """);
        rows.Bind(1, after).Bind(2, through);
        var changes = new List<Superseder>();
        while (rows.Step())
        {
            var key = new ObjectKey(rows.Text(3), rows.Text(4), rows.Text(5));
            changes.Add(new(rows.Int64(0), rows.Int64(1), (ChangeType)rows.Int64(2) is ChangeType.Deleted, key));
        }

        return changes;
    }

    private sealed record Superseder(long Revision, long Previous, bool IsDelete, ObjectKey Key);
}
