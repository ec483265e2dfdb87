using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Sqlite;

/// <summary>
/// One SQLite file with one writer. Writes that arrive together share a transaction and so one fsync (group commit); a write's task ends only
/// after its commit is on disk (WAL, synchronous=FULL). Readers use connections of their own and never wait for the writer.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private const int LargestGroup = 512;
    private readonly Channel<Work> queue = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection writer;
    private readonly string connectionString;
    private readonly Thread thread;
    private readonly System.Collections.Concurrent.ConcurrentBag<SqliteConnection> readers = [];

    private SqliteDatabase(string path)
    {
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString();
        writer = Connect();
        thread = new Thread(WriteGroups) { IsBackground = true, Name = "sqlite-writer" };
        thread.Start();
    }

    /// <summary>Opens the database, creating the file if there is none.</summary>
    /// <exception cref="SqliteException">The file can't be opened or is no database.</exception>
    public static SqliteDatabase Open(string path) => new(path);

    /// <summary>
    /// Runs <paramref name="write"/> on the writer's connection, inside a transaction that it shares with others, and returns its result once
    /// that transaction is durable. It may run twice: if another write of the group fails, the group is rolled back and each runs alone.
    /// So it has no effect but on the database. Its exception reaches only its own caller.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write)
    {
        var work = new Work<T>(write);
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(work), this);

        return work.Task;
    }

    /// <summary>Runs <paramref name="read"/> on a reader's connection, which sees what was committed before it began.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        if (!readers.TryTake(out var connection))
        {
            connection = Connect();
        }

        try
        {
            return read(connection);
        }
        finally
        {
            readers.Add(connection);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.Run(thread.Join);
        writer.Dispose();
        while (readers.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;");
        return connection;
    }

    private void WriteGroups()
    {
        var group = new List<Work>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && queue.Reader.TryRead(out var work))
            {
                group.Add(work);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<Work> group)
    {
        try
        {
            InTransaction(group);
        }
        catch (Exception e) when (group.Count == 1)
        {
            group[0].Fail(e);
            return;
        }
        catch (Exception)
        {
            foreach (var work in group)
            {
                Commit([work]);
            }

            return;
        }

        foreach (var work in group)
        {
            work.Complete();
        }
    }

    private void InTransaction(List<Work> group)
    {
        Execute(writer, "BEGIN IMMEDIATE");
        try
        {
            foreach (var work in group)
            {
                work.Run(writer);
            }

            Execute(writer, "COMMIT");
        }
        catch
        {
            try
            {
                Execute(writer, "ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite has already rolled back (a full disk, say); the first exception is the one to tell.
            }

            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private abstract class Work
    {
        public abstract void Run(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<SqliteConnection, T> write) : Work
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Task => completion.Task;

        public override void Run(SqliteConnection connection) => result = write(connection);

        public override void Complete() => completion.SetResult(result);

        public override void Fail(Exception exception) => completion.SetException(exception);
    }
}
