using JobFlows.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace JobFlows.Engine.Persistence;

/// <summary>The two shapes of SQL that the engine needs.</summary>
internal static class Sql
{
    /// <summary>Runs a statement that only needs numbers.</summary>
    public static void Run(this SqliteConnection db, string sql, params ReadOnlySpan<long> values)
    {
        using var statement = db.Statement(sql);
        for (var i = 0; i < values.Length; i++)
        {
            statement.Bind(i + 1, values[i]);
        }

        statement.Run();
    }

    /// <summary>The rows of a query, which is used up.</summary>
    public static List<T> Rows<T>(this SqliteStatement query, Func<SqliteStatement, T> map)
    {
        using (query)
        {
            var rows = new List<T>();
            while (query.Step())
            {
                rows.Add(map(query));
            }

            return rows;
        }
    }
}
