using JobFlows.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Blobs;

/// <summary>How far a server's own database knows an object store that is kept elsewhere: whatever else it holds depends on no later revision.</summary>
public sealed class StoreMark
{
    private readonly SqliteDatabase database;
    private long revision;
    private bool isWaiting;

    private StoreMark(SqliteDatabase database, long revision) => (this.database, this.revision) = (database, revision);

    /// <summary>The highest revision that the database knows of; 0 for a new one.</summary>
    public long Revision => Volatile.Read(ref revision);

    /// <summary>Reads the mark.</summary>
    public static async Task<StoreMark> OpenAsync(SqliteDatabase database)
    {
        return new StoreMark(database, await database.WriteAsync(static db =>
        {
            using var create = db.Statement("CREATE TABLE IF NOT EXISTS store_mark (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL)");
            create.Run();
            using var begin = db.Statement("INSERT OR IGNORE INTO store_mark (one, revision) VALUES (1, 0)");
            begin.Run();
            using var read = db.Statement("SELECT revision FROM store_mark");
            read.Step();
            return read.Int64(0);
        }));
    }

    /// <summary>
    /// Moves it to a later revision. The database commits in the order in which it was asked, so what is written from now on is not durable
    /// before the mark is; nobody has to wait for it.
    /// </summary>
    public void Advance(long later)
    {
        if (later <= Revision)
        {
            return;
        }

        Volatile.Write(ref revision, later);
        if (!Interlocked.Exchange(ref isWaiting, true))
        {
            _ = database.WriteAsync(Write);
        }
    }

    private bool Write(SqliteConnection db)
    {
        // In this order, or a revision that comes in between would wait for the next.
        Interlocked.Exchange(ref isWaiting, false);
        using var update = db.Statement("UPDATE store_mark SET revision = ?1");
        update.Bind(1, Revision).Run();
        return true;
    }
}
