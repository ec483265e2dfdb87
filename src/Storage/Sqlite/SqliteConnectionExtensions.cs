using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Sqlite;

/// <summary>Prepared statements on the connections that <see cref="SqliteDatabase"/> hands out.</summary>
public static class SqliteConnectionExtensions
{
    /// <summary>
    /// The statement for <paramref name="sql"/>, prepared at its first use on this connection and kept: so the SQL is a constant, and its
    /// values are parameters. Dispose it after use.
    /// </summary>
    /// <exception cref="SqliteException">The SQL is wrong.</exception>
    /// <exception cref="ArgumentException">The connection is not one of a <see cref="SqliteDatabase"/>.</exception>
    public static SqliteStatement Statement(this SqliteConnection connection, string sql) => connection is CachingConnection caching
        ? caching.Statement(sql)
        : throw new ArgumentException("not a connection of a SqliteDatabase", nameof(connection));
}
