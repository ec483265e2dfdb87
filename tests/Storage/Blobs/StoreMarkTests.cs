using JobFlows.Storage.Blobs;
using JobFlows.Storage.Sqlite;
using JobFlows.Storage.Tests.Sqlite;

namespace JobFlows.Storage.Tests.Blobs;

public sealed class StoreMarkTests
{
    [Fact]
    public async Task Open_NewDatabase_KnowsNothing()
    {
        using var folder = new TestFolder();
        await using var database = SqliteDatabase.Open(folder.File("mark.db"));

        Assert.Equal(0, (await StoreMark.OpenAsync(database)).Revision);
    }

    [Fact]
    public async Task Advance_IsDurableWithWhatIsWrittenAfterwards()
    {
        using var folder = new TestFolder();
        await using (var database = SqliteDatabase.Open(folder.File("mark.db")))
        {
            var mark = await StoreMark.OpenAsync(database);
            for (var revision = 1; revision <= 1000; revision++)
            {
                mark.Advance(revision);
                if (revision % 100 == 0)
                {
                    // Reads what is committed with it: the mark went before.
                    Assert.Equal(revision, await database.WriteAsync(static db =>
                    {
                        using var read = db.Statement("SELECT revision FROM store_mark");
                        read.Step();
                        return read.Int64(0);
                    }));
                }
            }
        }

        await using var again = SqliteDatabase.Open(folder.File("mark.db"));
        Assert.Equal(1000, (await StoreMark.OpenAsync(again)).Revision);
    }

    [Fact]
    public async Task Advance_ToAnEarlierRevision_ChangesNothing()
    {
        using var folder = new TestFolder();
        await using var database = SqliteDatabase.Open(folder.File("mark.db"));
        var mark = await StoreMark.OpenAsync(database);

        mark.Advance(7);
        mark.Advance(3);

        Assert.Equal(7, mark.Revision);
    }
}
