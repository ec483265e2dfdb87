using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobFlows.Storage.Sqlite;

/// <summary>
/// One SQLite file with one writer, for one process. Writes that arrive together share a transaction and so one fsync (group commit); a
/// write's task ends only after its commit is on disk (WAL, synchronous=FULL). Readers use connections of their own and never wait for the
/// writer.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    /// <summary>Bytes of a page: six log rows of 2.5 KB fill one of this size well, and a small commit still writes little.</summary>
    private const int PageSize = 16 * 1024;

    /// <summary>Pages in the log that make the writer merge it into the database: 32 MiB.</summary>
    private const int CheckpointPages = 2048;

    /// <summary>Pages in the log that make the writer wait for readers so that it can merge them all: 128 MiB.</summary>
    private const int LongestLog = 4 * CheckpointPages;

    /// <summary>How long a group takes in more writes before it commits: it bounds the wait of its first write.</summary>
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(10);


    private readonly Channel<GroupWrite> queue = Channel.CreateUnbounded<GroupWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<CachingConnection> readers = [];
    private readonly FileStream ownership;
    private readonly CachingConnection writer;
    private readonly Thread thread;
    private readonly string path;
    private volatile bool closed;

    private SqliteDatabase(string path)
    {
        this.path = path;
        ownership = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            KeepPrivate(path);
            writer = Connect(cachePages: 2000);
        }
        catch
        {
            ownership.Dispose();
            throw;
        }

        thread = new Thread(WriteGroups) { IsBackground = true, Name = "sqlite-writer" };
        thread.Start();
    }

    /// <summary>Opens the database, creating the file and its folder if there is none.</summary>
    /// <exception cref="DatabaseUnavailableException">Another process has it, the path is no place for a file, or the file is no database.</exception>
    public static SqliteDatabase Open(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new(path);
        }
        catch (SqliteException e)
        {
            throw new DatabaseUnavailableException(path, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException(path, e.Message, e);
        }
    }

    /// <summary>
    /// Runs <paramref name="write"/> on the writer's connection, inside a transaction that it shares with others, and returns its result once
    /// that transaction is durable. It may run twice: if another write of the group fails, the group is rolled back and each runs alone.
    /// So it has no effect but on the database. Its exception reaches only its own caller.
    /// </summary>
    /// <param name="write">The write. It asks for statements with <see cref="SqliteConnectionExtensions.Statement"/>.</param>
    /// <param name="committed">
    /// Told the result when it is durable and before the task ends: once, on the writer's thread, in the order of the commits. It is quick.
    /// </param>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, Action<T>? committed = null)
    {
        var work = new GroupWrite<T>(write, committed);
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(work), this);

        return work.Task;
    }

    /// <summary>
    /// Runs <paramref name="read"/> on a reader's connection, in one snapshot: it sees all that was committed before it began, and nothing
    /// that is committed meanwhile.
    /// </summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (!readers.TryTake(out var connection))
        {
            connection = Connect(cachePages: 100);
        }

        try
        {
            connection.Run("BEGIN");
            try
            {
                return read(connection);
            }
            finally
            {
                connection.Run("COMMIT");
            }
        }
        finally
        {
            readers.Add(connection);
            if (closed)
            {
                CloseReaders();
            }
        }
    }

    /// <summary>Commits what has been handed in, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.Run(thread.Join);
        closed = true;
        CloseReaders();
        writer.Dispose();
        await ownership.DisposeAsync();
    }

    // There are Secrets in it, and the folder may be one that others look into. What SQLite puts beside the file gets the file's mode.
    private static void KeepPrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!File.Exists(path))
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = owner }).Dispose();
        }

        foreach (var file in ((string[])[path, path + "-wal", path + "-shm"]).Where(File.Exists))
        {
            File.SetUnixFileMode(file, owner);
        }
    }

    private void CloseReaders()
    {
        while (readers.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private CachingConnection Connect(int cachePages)
    {
        var connection = new CachingConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, 30_000);
            using var settings = connection.CreateCommand();
            settings.CommandText = $"""
                PRAGMA page_size={PageSize};
                PRAGMA journal_mode=WAL;
                PRAGMA synchronous=FULL;
                PRAGMA wal_autocheckpoint=0;
                PRAGMA journal_size_limit={LongestLog * PageSize};
                PRAGMA cache_size={cachePages};
                PRAGMA temp_store=MEMORY;
                """;
            settings.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void WriteGroups()
    {
        var group = new List<GroupWrite>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            CommitGroup(group);
            group.Clear();
            Checkpoint();
        }
    }

    private void CommitGroup(List<GroupWrite> group)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            while ((group.Count == 0 || Stopwatch.GetElapsedTime(begun) < LongestGroup) && queue.Reader.TryRead(out var write))
            {
                group.Add(write);
                if (group.Count == 1)
                {
                    writer.Run("BEGIN IMMEDIATE");
                }

                write.Run(writer);
            }

            writer.Run("COMMIT");
        }
        catch (Exception)
        {
            Rollback();
            group.ForEach(CommitAlone);
            return;
        }

        group.ForEach(write => write.Complete());
    }

    private void CommitAlone(GroupWrite write)
    {
        try
        {
            writer.Run("BEGIN IMMEDIATE");
            write.Run(writer);
            writer.Run("COMMIT");
        }
        catch (Exception e)
        {
            Rollback();
            write.Fail(e);
            return;
        }

        write.Complete();
    }

    private void Rollback()
    {
        if (raw.sqlite3_get_autocommit(writer.Handle) == 0)
        {
            writer.Run("ROLLBACK");
        }
    }

    /// <summary>
    /// Merges the log into the database when it has grown long, here and not on a thread beside the writer: only a log that is wholly merged
    /// starts over, and beside a busy writer none ever is. A reader of an older state keeps a part from being merged; that may go on for a while.
    /// </summary>
    private void Checkpoint()
    {
        const int PagesWritten = 9;
        _ = raw.sqlite3_db_status(writer.Handle, PagesWritten, out var pages, out _, 0);
        if (pages < CheckpointPages)
        {
            return;
        }

        // A failure, of a full disk say, is met again by the writes themselves.
        _ = raw.sqlite3_db_status(writer.Handle, PagesWritten, out _, out _, 1);
        _ = raw.sqlite3_wal_checkpoint_v2(writer.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var inLog, out var merged);
        if (merged < inLog && inLog >= LongestLog)
        {
            _ = raw.sqlite3_wal_checkpoint_v2(writer.Handle, "main", raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
        }
    }
}
