using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Objects;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Objects;

/// <summary>Lists objects as of a revision.</summary>
internal static class ObjectList
{
    /// <summary>Reads a page.</summary>
    /// <exception cref="RevisionExpiredException">The query's revision is compacted away or in the future.</exception>
    public static ObjectPage Read(SqliteConnection connection, ListQuery query)
    {
        var revisions = ObjectSchema.Revisions(connection);
        var revision = query.Revision ?? revisions.Newest;
        revisions.Check(revision);

        using var rows = connection.Statement(Sql(query, past: revision < revisions.Newest));
        Bind(rows, query, revision).Bind(7, query.Limit == 0 ? -1 : query.Limit + 1L);
        var items = new List<StoredObject>();
        while (rows.Step())
        {
            if (query.Limit > 0 && items.Count == query.Limit)
            {
                return new(items, revision, More: true) { Remaining = CountAfter(connection, query, items[^1].Key, revision, past: revision < revisions.Newest) };
            }

            items.Add(ObjectReader.State(connection, rows.Int64(0)));
        }

        return new(items, revision, More: false);
    }

    private static long CountAfter(SqliteConnection connection, ListQuery query, ObjectKey last, long revision, bool past)
    {
        var rest = query with { After = last };
        using var count = connection.Statement($"SELECT count(*) FROM ({Sql(rest, past)})");
        Bind(count, rest, revision).Bind(7, -1L);
        count.Step();
        return count.Int64(0);
    }

    private static SqliteStatement Bind(SqliteStatement statement, ListQuery query, long revision) =>
        statement.Bind(1, query.Resource).Bind(2, query.Namespace).Bind(3, query.After?.Namespace).Bind(4, query.After?.Name)
            .Bind(5, query.Owner).Bind(6, revision);

    /// <summary>Each shape of query gets SQL of its own, so that each is a range of an index: only the past of an owner is searched.</summary>
    private static string Sql(ListQuery query, bool past)
    {
        var range = "resource = ?1"
            + (query.Namespace is null ? "" : " AND namespace = ?2")
            + (query.After is null ? "" : query.Namespace is null ? " AND (namespace, name) > (?3, ?4)" : " AND name > ?4")
            + (query.Owner is null ? "" : " AND owner = ?5");
        var index = query.Owner is null ? "" : "INDEXED BY object_owner";
        var current = $"SELECT revision, namespace, name FROM object_current {index} WHERE {range}";
        return past
            ? $"""
                {current} AND revision <= ?6
                UNION ALL SELECT revision, namespace, name FROM object_past WHERE {range} AND revision <= ?6 AND until > ?6
                ORDER BY namespace, name LIMIT ?7
                """
            : $"{current} ORDER BY namespace, name LIMIT ?7";
    }
}
