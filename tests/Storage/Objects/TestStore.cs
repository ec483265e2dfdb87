using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Storage.Tests.Sqlite;

namespace JobFlows.Storage.Tests.Objects;

/// <summary>A store in a folder of its own.</summary>
internal sealed class TestStore(SqliteObjectStoreOptions? options = null)
{
    private readonly TestFolder folder = new();
    private SqliteDatabase? database;

    public async Task<SqliteObjectStore> OpenAsync()
    {
        database = SqliteDatabase.Open(folder.DatabasePath);
        return await SqliteObjectStore.OpenAsync(database, options);
    }

    public async Task<SqliteObjectStore> ReopenAsync()
    {
        await database!.DisposeAsync();
        return await OpenAsync();
    }

    public async Task CloseAsync()
    {
        await database!.DisposeAsync();
        folder.Dispose();
    }
}
