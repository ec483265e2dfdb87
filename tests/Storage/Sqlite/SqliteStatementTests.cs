using System.Text;
using JobFlows.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Tests.Sqlite;

public sealed class SqliteStatementTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private SqliteDatabase database = null!;

    public static TheoryData<string> Texts => ["", "plain", "é € 😀", new string('x', 5000)];

    public Task InitializeAsync()
    {
        database = SqliteDatabase.Open(folder.DatabasePath);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Bind_Text_ComesBack(string text)
    {
        Assert.Equal(text, Read("SELECT ?1", statement => statement.Bind(1, text), statement => statement.TextOrNull(0)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Bind_Bytes_ComeBack(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(bytes, Read("SELECT ?1", statement => statement.Bind(1, bytes), statement => statement.IsNull(0) ? null : statement.Bytes(0)));
    }

    [Fact]
    public void Bind_Null_IsNull()
    {
        Assert.Null(Read("SELECT ?1", statement => statement.Bind(1, (string?)null), statement => statement.TextOrNull(0)));
        Assert.True(Read("SELECT ?1", statement => statement.Bind(1, (long?)null), statement => statement.IsNull(0)));
        Assert.Equal(long.MaxValue, Read("SELECT ?1", statement => statement.Bind(1, long.MaxValue), statement => statement.Int64(0)));
    }

    [Fact]
    public void Statement_UsedAgain_HasNothingOfTheLastUse()
    {
        database.Read(connection =>
        {
            using (var first = connection.Statement("SELECT ?1 UNION ALL SELECT 2"))
            {
                Assert.True(first.Bind(1, 1).Step());
            }

            using var second = connection.Statement("SELECT ?1 UNION ALL SELECT 2");
            Assert.True(second.Step());
            Assert.True(second.IsNull(0));
            return 0;
        });
    }

    [Fact]
    public void Statement_WrongSql_Throws() =>
        Assert.Throws<SqliteException>(() => Read("SELEKT", statement => statement, _ => 0));

    [Fact]
    public void Statement_OnAForeignConnection_Throws()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");

        Assert.Throws<ArgumentException>(() => connection.Statement("SELECT 1"));
    }

    private T Read<T>(string sql, Func<SqliteStatement, SqliteStatement> bind, Func<SqliteStatement, T> get) => database.Read(connection =>
    {
        using var statement = connection.Statement(sql);
        Assert.True(bind(statement).Step());
        return get(statement);
    });
}
