using System.Diagnostics;
using JobFlows.Conformance.Durable;
using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Tests.Durability;

/// <summary>A process with the engine is killed (SIGKILL) again and again; in the end everything has happened once.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task KilledAtRandomPoints_EveryWorkerCountsEachStepOnce(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var kills = 0;
        string? counts = null;
        while (counts is null)
        {
            // Sooner or later it gets to its end before the kill: with each round there is less left to do.
            counts = await RunAsync(folder.Database, seed, kills < 6 ? random.Next(1, 40) : int.MaxValue);
            kills += counts is null ? 1 : 0;
        }

        // Each round counts its activity, its child and its token, and each worker tells it twice: as an event and as a result.
        Assert.Equal(Enumerable.Repeat(KillTarget.Rounds * 3, KillTarget.Workers * 2), counts.Split(' ')[1].Split(',').Select(int.Parse));
        Assert.InRange(kills, 3, 6);
        await NothingIsLeftAsync(folder.Database);
    }

    /// <summary>Lets the program run until it has printed so many lines, and kills it.</summary>
    /// <returns>The audit's line, if it came first.</returns>
    private static async Task<string?> RunAsync(string database, int seed, int lines)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            ArgumentList = { typeof(KillTests).Assembly.Location, database, $"{seed}" },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Probe.Patience);
        string? counts = null;
        try
        {
            for (var i = 0; i < lines && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line and not "done"; i++)
            {
                counts = line.StartsWith("counts", StringComparison.Ordinal) ? line : counts;
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return counts;
    }

    private static async Task NothingIsLeftAsync(string path)
    {
        await using var database = SqliteDatabase.Open(path);
        await using var engine = await EmbeddedEngine.OpenAsync(database, new WorkflowCatalog(), TimeProvider.System);
        for (var i = 0; i < KillTarget.Workers; i++)
        {
            Assert.Equal(OrchestrationState.Completed, (await engine.GetAsync($"worker-{i}"))?.State);
        }
    }
}
