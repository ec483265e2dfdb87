using JobFlows.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Objects;

/// <summary>The tables: docs/adr/0003-object-store.md says why these.</summary>
internal static class ObjectSchema
{
    private const int Format = 1;

    /// <summary>The column <c>type</c> holds the values of <see cref="Workflows.Objects.ChangeType"/>.</summary>
    private static readonly string[] Tables =
    [
        """
        CREATE TABLE IF NOT EXISTS object_store (
            one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL, compacted INTEGER NOT NULL)
        """,
        """
        CREATE TABLE IF NOT EXISTS object_log (
            revision INTEGER PRIMARY KEY, type INTEGER NOT NULL, previous INTEGER,
            resource TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL, json BLOB NOT NULL)
        """,
        """
        CREATE TABLE IF NOT EXISTS object_current (
            resource TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, revision INTEGER NOT NULL, uid TEXT NOT NULL, owner TEXT,
            PRIMARY KEY (resource, namespace, name)) WITHOUT ROWID
        """,
        "CREATE INDEX IF NOT EXISTS object_owner ON object_current (owner, resource, namespace, name) WHERE owner IS NOT NULL",
        """
        CREATE TABLE IF NOT EXISTS object_past (
            resource TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, revision INTEGER NOT NULL, until INTEGER NOT NULL, owner TEXT,
            PRIMARY KEY (resource, namespace, name, revision)) WITHOUT ROWID
        """,
        $"INSERT OR IGNORE INTO object_store (one, format, compacted) VALUES (1, {Format}, 0)",
    ];

    /// <summary>Creates the tables if there are none.</summary>
    /// <exception cref="InvalidDataException">They are of a newer program.</exception>
    public static bool Create(SqliteConnection connection)
    {
        foreach (var sql in Tables)
        {
            using var statement = connection.Statement(sql);
            statement.Run();
        }

        using var stored = connection.Statement("SELECT format FROM object_store");
        stored.Step();
        return stored.Int64(0) == Format
            ? true
            : throw new InvalidDataException($"the object store has format {stored.Int64(0)}; this program knows {Format}");
    }

    /// <summary>The newest revision and the one compacted up to. The newest may be a deletion that compaction has removed.</summary>
    public static Revisions Revisions(SqliteConnection connection)
    {
        using var rows = connection.Statement("SELECT max(compacted, ifnull((SELECT max(revision) FROM object_log), 0)), compacted FROM object_store");
        rows.Step();
        return new(rows.Int64(0), rows.Int64(1));
    }
}
