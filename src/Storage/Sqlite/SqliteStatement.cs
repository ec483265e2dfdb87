using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobFlows.Storage.Sqlite;

/// <summary>
/// A statement that its connection has prepared once and keeps. Parameters count from 1, columns from 0. Disposing it ends its use (resets
/// it), so that the next user of the same SQL finds it fresh; until then that SQL isn't to be asked of the connection again.
/// </summary>
/// <remarks>Straight on SQLite's C API: a command object with its boxed parameters costs several times what SQLite itself does.</remarks>
public sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    internal SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    /// <summary>Binds an integer.</summary>
    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    /// <summary>Binds an integer or null.</summary>
    public SqliteStatement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    /// <summary>Binds text or null.</summary>
    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        if (value.Length == 0)
        {
            // An empty span is a null pointer, which would bind null.
            Check(raw.sqlite3_bind_text(statement, parameter, ""));
            return this;
        }

        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> text = size <= 512 ? stackalloc byte[512] : new byte[size];
        Check(raw.sqlite3_bind_text(statement, parameter, text[..Encoding.UTF8.GetBytes(value, text)]));
        return this;
    }

    /// <summary>Binds bytes.</summary>
    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, parameter, 0) : raw.sqlite3_bind_blob(statement, parameter, value));
        return this;
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    /// <exception cref="SqliteException">SQLite could not.</exception>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code is raw.SQLITE_ROW)
        {
            return true;
        }

        if (code is not raw.SQLITE_DONE)
        {
            Check(code);
        }

        return false;
    }

    /// <summary>Runs a statement that returns no rows, and resets it for other values.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">SQLite could not.</exception>
    public int Run()
    {
        Step();
        Check(raw.sqlite3_reset(statement));
        return raw.sqlite3_changes(database);
    }

    /// <summary>Resets it for other values, keeping those bound.</summary>
    public void Reset() => Check(raw.sqlite3_reset(statement));

    /// <summary>Whether the current row has a null there.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <summary>An integer of the current row; 0 for null.</summary>
    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>A text of the current row; empty for null.</summary>
    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    /// <summary>A text of the current row, or null.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A copy of the bytes of the current row; empty for null.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The result is that of the last step, which has been told already.
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
    }

    internal void Close() => statement.Dispose();

    private SqliteStatement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(statement, parameter));
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
