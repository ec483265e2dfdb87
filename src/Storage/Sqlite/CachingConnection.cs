using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Sqlite;

/// <summary>A connection that keeps the statements it has prepared.</summary>
internal sealed class CachingConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    public SqliteStatement Statement(string sql)
    {
        ref var statement = ref CollectionsMarshal.GetValueRefOrAddDefault(statements, sql, out _);
        return statement ??= new SqliteStatement(Handle!, sql);
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
