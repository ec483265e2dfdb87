using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Sqlite;

/// <summary>A connection that keeps the statements it has prepared.</summary>
internal sealed class CachingConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    public SqliteStatement Statement(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements.Add(sql, statement = new SqliteStatement(Handle!, sql));
        }

        return statement;
    }

    public void Run(string sql)
    {
        using var statement = Statement(sql);
        statement.Step();
    }

    public override void Close()
    {
        // SQLite keeps a database open, and its log unmerged, as long as one statement is left.
        foreach (var statement in statements.Values)
        {
            statement.Close();
        }

        statements.Clear();
        base.Close();
    }
}
