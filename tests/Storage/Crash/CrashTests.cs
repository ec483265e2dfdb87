using System.Diagnostics;
using JobFlows.Storage.Objects;
using JobFlows.Storage.Sqlite;
using JobFlows.Storage.Tests.Sqlite;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Crash;

/// <summary>Kills a writing process again and again, and looks for what it was told is durable.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Runs = 10;
    private readonly TestFolder folder = new();

    /// <summary>The last of each object.</summary>
    private readonly Dictionary<string, Acknowledged> objects = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    private readonly SortedDictionary<long, Acknowledged> revisions = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Kill_AtRandomMoments_LosesNothingAcknowledged()
    {
        var random = new Random(20);
        for (var run = 0; run < Runs; run++)
        {
            WriteAndKill(run, lines: random.Next(1, 1500));

            await using var database = SqliteDatabase.Open(folder.DatabasePath);
            Assert.Equal("ok", database.Read(connection =>
            {
                using var rows = connection.Statement("PRAGMA integrity_check");
                rows.Step();
                return rows.Text(0);
            }));
            await CheckAsync(await SqliteObjectStore.OpenAsync(database));
        }
    }

    private void WriteAndKill(int run, int lines)
    {
        using var writer = Process.Start(new ProcessStartInfo
        {
            FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ArgumentList = { "exec", typeof(CrashTests).Assembly.Location, "crashing-writer", folder.DatabasePath, $"{run}" },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = writer.StandardOutput;
        for (var line = 0; line < lines; line++)
        {
            Note(output.ReadLine() ?? throw new InvalidOperationException("the writer ended by itself"));
        }

        writer.Kill();

        // What it had printed by then counts as well; the last line may be cut short.
        var rest = output.ReadToEnd();
        foreach (var line in rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Note(line);
        }

        writer.WaitForExit();
    }

    private void Note(string line)
    {
        var words = line.Split(' ');
        var noted = new Acknowledged(long.Parse(words[0]), Enum.Parse<ChangeType>(words[1]), words[2], int.Parse(words[3]));
        Assert.True(revisions.TryAdd(noted.Revision, noted), $"revision {noted.Revision} was given twice");
        Keep(noted);
    }

    private void Keep(Acknowledged noted)
    {
        if (!objects.TryGetValue(noted.Name, out var last) || last.Revision < noted.Revision)
        {
            objects[noted.Name] = noted;
        }
    }

    private async Task CheckAsync(SqliteObjectStore store)
    {
        Assert.True(store.Revision >= revisions.Keys.Last());
        var current = (await store.ListAsync(new() { Resource = "things" })).Items;
        var log = await LogAsync(store);

        foreach (var change in log.Values)
        {
            var logged = Acknowledged.Of(change.Type, change.Object);
            Assert.Equal(revisions.GetValueOrDefault(logged.Revision, logged), logged);
            Assert.Equal(change.Type is ChangeType.Added, change.Previous is null);

            // Committed but not told: from now on it counts like what was told.
            Keep(logged);
            revisions[logged.Revision] = logged;
        }

        var expected = objects.Values.Where(last => last.Type is not ChangeType.Deleted);
        Assert.Equal(
            expected.Select(last => (last.Name, last.Revision, last.Size)).Order(),
            current.Select(thing => (thing.Key.Name, thing.Revision, thing.Json.Length)).Order());
    }

    /// <summary>Everything since the compaction: with no revision missing.</summary>
    private static async Task<SortedDictionary<long, ObjectChange>> LogAsync(SqliteObjectStore store)
    {
        var floor = (await Assert.ThrowsAsync<RevisionExpiredException>(async () => await store.WatchAsync("things", null, -1))).Oldest;
        await using var watch = await store.WatchAsync("things", null, floor);
        var log = new SortedDictionary<long, ObjectChange>();
        while (watch.Revision < store.Revision)
        {
            foreach (var change in await watch.NextAsync(default))
            {
                log.Add(change.Object.Revision, change);
            }
        }

        Assert.Equal(store.Revision - floor, log.Count);
        return log;
    }

    /// <summary>A write that is known to be durable.</summary>
    private sealed record Acknowledged(long Revision, ChangeType Type, string Name, int Size)
    {
        public static Acknowledged Of(ChangeType type, StoredObject stored) => new(stored.Revision, type, stored.Key.Name, stored.Json.Length);
    }
}
