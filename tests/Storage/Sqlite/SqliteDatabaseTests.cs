using JobFlows.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobFlows.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private SqliteDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = SqliteDatabase.Open(folder.DatabasePath);
        await database.WriteAsync(connection => Run(connection, "CREATE TABLE number (value INTEGER PRIMARY KEY)"));
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Write_WhatReturned_IsReadByEveryReader()
    {
        for (var value = 0; value < 20; value++)
        {
            await InsertAsync(value);
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Count))), count => Assert.Equal(value + 1, count));
        }
    }

    [Fact]
    public async Task Write_ManyAtOnce_ShareCommits()
    {
        var commits = 0;
        await WhileWriterWaitsAsync(() => Task.WhenAll(Enumerable.Range(0, 400).Select(InsertAsync)), before: connection =>
            raw.sqlite3_commit_hook(connection.Handle!, _ => Interlocked.Increment(ref commits) * 0, null));

        Assert.Equal(400, Count());
        Assert.InRange(commits, 1, 100);
    }

    [Fact]
    public async Task Write_OneOfAGroupFails_TheOthersAreCommitted()
    {
        await InsertAsync(5);

        var failures = await WhileWriterWaitsAsync(() => Task.WhenAll(Enumerable.Range(0, 10).Select(async value =>
            (await Record.ExceptionAsync(() => InsertAsync(value))) is SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT } ? value : -1)));

        Assert.Equal([5], failures.Where(value => value >= 0));
        Assert.Equal(10, Count());
    }

    [Fact]
    public async Task Write_ThrowsHalfWay_LeavesNothing()
    {
        var failed = database.WriteAsync<int>(connection =>
        {
            Insert(connection, 1);
            throw new InvalidTimeZoneException("mine");
        });
        var beside = InsertAsync(2);

        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidTimeZoneException>(() => failed)).Message);
        await beside;
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task Write_EndsItsTransactionItself_HurtsOnlyItself()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => database.WriteAsync(connection => Run(connection, "SELECT * FROM nothing")));
        await Assert.ThrowsAnyAsync<Exception>(() => database.WriteAsync(connection => Run(connection, "ROLLBACK")));

        await InsertAsync(1);
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task Committed_IsToldInOrderAndBeforeTheTaskEnds()
    {
        var told = new List<int>();
        await WhileWriterWaitsAsync(() => Task.WhenAll(Enumerable.Range(0, 100).Select(async value =>
        {
            var write = database.WriteAsync(
                connection => value % 10 == 3 ? throw new InvalidTimeZoneException() : Insert(connection, value),
                committed: told.Add);
            await Record.ExceptionAsync(() => write);
            Assert.Equal(write.IsCompletedSuccessfully, told.Contains(value));
        })));

        Assert.Equal(Enumerable.Range(0, 100).Where(value => value % 10 != 3), told);
    }

    [Fact]
    public async Task Committed_Throws_OnlyItsCallerHears()
    {
        var write = database.WriteAsync(connection => Insert(connection, 1), committed: _ => throw new InvalidTimeZoneException());

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => write);
        await InsertAsync(2);
        Assert.Equal(2, Count());
    }

    [Fact]
    public void Read_WhileOthersWrite_StaysAtItsSnapshot()
    {
        var counts = database.Read(connection =>
        {
            var before = Count(connection);
            InsertAsync(1).GetAwaiter().GetResult();
            return (before, after: Count(connection));
        });

        Assert.Equal((0, 0), counts);
        Assert.Equal(1, Count());
    }

    [Fact]
    public void Read_Throws_TheNextReadWorks()
    {
        Assert.Throws<InvalidTimeZoneException>(() => database.Read<int>(_ => throw new InvalidTimeZoneException()));

        Assert.Equal(0, Count());
    }

    [Fact]
    public async Task Dispose_WritesHandedIn_AreCommitted()
    {
        var writes = Enumerable.Range(0, 300).Select(InsertAsync).ToList();

        await database.DisposeAsync();

        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        database = SqliteDatabase.Open(folder.DatabasePath);
        Assert.Equal(300, Count());
    }

    [Fact]
    public async Task Dispose_ThenUse_Throws()
    {
        await database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => InsertAsync(1));
        Assert.Throws<ObjectDisposedException>(() => Count());
    }

    [Fact]
    public async Task Log_ManyWrites_IsMergedAndStartsOver()
    {
        await database.WriteAsync(connection => Run(connection, "CREATE TABLE bulk (bytes BLOB)"));
        var bytes = new byte[1 << 20];
        for (var megabyte = 0; megabyte < 100; megabyte++)
        {
            await database.WriteAsync(connection =>
            {
                using var insert = connection.Statement("INSERT INTO bulk VALUES (?1)");
                return insert.Bind(1, bytes).Run();
            });
        }

        Assert.InRange(new FileInfo(folder.DatabasePath + "-wal").Length, 1, 50 << 20);
    }

    [Fact]
    public void Open_AnotherHasIt_SaysSo()
    {
        var error = Assert.Throws<DatabaseUnavailableException>(() => SqliteDatabase.Open(folder.DatabasePath));

        Assert.Equal(folder.DatabasePath, error.Path);
        Assert.Contains("being used by another process", error.Message);
    }

    [Fact]
    public void Open_NoDatabase_SaysSoAndLetsGo()
    {
        var path = folder.File("text.db");
        File.WriteAllText(path, new string('x', 5000));

        Assert.Contains("not a database", Assert.Throws<DatabaseUnavailableException>(() => SqliteDatabase.Open(path)).Message);
        Assert.Contains("not a database", Assert.Throws<DatabaseUnavailableException>(() => SqliteDatabase.Open(path)).Message);
    }

    [Fact]
    public void Open_AFolder_SaysSo()
    {
        Directory.CreateDirectory(folder.File("folder.db"));

        Assert.Throws<DatabaseUnavailableException>(() => SqliteDatabase.Open(folder.File("folder.db")));
        File.WriteAllText(folder.File("file"), "");
        Assert.Throws<DatabaseUnavailableException>(() => SqliteDatabase.Open(Path.Combine(folder.File("file"), "x.db")));
    }

    [Fact]
    public async Task Open_NewFolder_IsMade()
    {
        await using var nested = SqliteDatabase.Open(Path.Combine(folder.File("new"), "folder", "x.db"));

        Assert.Equal(1, await nested.WriteAsync(_ => 1));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Open_NewFileOrOneThatOthersMayRead_IsItsOwnersAlone()
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = folder.File("secret.db");
        await using (var fresh = SqliteDatabase.Open(path))
        {
            await fresh.WriteAsync(connection => Run(connection, "CREATE TABLE a (x)"));
            Assert.Equal([owner, owner], ((string[])[path, path + "-wal"]).Select(File.GetUnixFileMode));
        }

        File.SetUnixFileMode(path, owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await using var again = SqliteDatabase.Open(path);

        await again.WriteAsync(connection => Run(connection, "CREATE TABLE b (x)"));
        Assert.Equal([owner, owner], ((string[])[path, path + "-wal"]).Select(File.GetUnixFileMode));
    }

    private static int Run(SqliteConnection connection, string sql)
    {
        using var statement = connection.Statement(sql);
        return statement.Run();
    }

    private static int Insert(SqliteConnection connection, int value)
    {
        using var statement = connection.Statement("INSERT INTO number VALUES (?1)");
        statement.Bind(1, value).Run();
        return value;
    }

    private static int Count(SqliteConnection connection)
    {
        using var rows = connection.Statement("SELECT count(*) FROM number");
        rows.Step();
        return (int)rows.Int64(0);
    }

    private Task<int> InsertAsync(int value) => database.WriteAsync(connection => Insert(connection, value));

    private int Count() => database.Read(Count);

    /// <summary>Holds the writer in a write of its own while others are handed in, so that they queue up.</summary>
    private async Task<T> WhileWriterWaitsAsync<T>(Func<Task<T>> handIn, Action<SqliteConnection>? before = null)
    {
        // It may run twice, so both stay set.
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var leave = new ManualResetEventSlim();
        var holding = database.WriteAsync(connection =>
        {
            before?.Invoke(connection);
            entered.TrySetResult();
            leave.Wait();
            return 0;
        });
        await entered.Task;
        var handedIn = handIn();
        leave.Set();
        await holding;
        return await handedIn;
    }

    private Task WhileWriterWaitsAsync(Func<Task> handIn) => WhileWriterWaitsAsync(async () =>
    {
        await handIn();
        return 0;
    });
}
