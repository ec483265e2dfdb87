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
    public async Task KilledAtRandomPoints_EveryStepCountsOnce(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        for (var kills = 0; kills < 6; kills++)
        {
            Assert.False(await RunAsync(folder.Database, seed, random.Next(1, 40)), "It was done before it was killed.");
        }

        Assert.True(await RunAsync(folder.Database, seed, int.MaxValue));
        Assert.Null(await FailureAsync(folder.Database));
    }

    /// <summary>Lets the program do so many steps, and kills it.</summary>
    /// <returns>Whether it was done before.</returns>
    private static async Task<bool> RunAsync(string database, int seed, int steps)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(KillTests).Assembly.Location, database, $"{seed}" },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Probe.Patience);
        try
        {
            for (var i = 0; i < steps; i++)
            {
                var line = await process.StandardOutput.ReadLineAsync(patience.Token);
                Assert.NotNull(line);
                if (line == KillTarget.Done)
                {
                    return true;
                }

                await process.StandardInput.WriteLineAsync();
            }

            return false;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<string?> FailureAsync(string path)
    {
        await using var database = SqliteDatabase.Open(path);
        await using var engine = await EmbeddedEngine.OpenAsync(database, new WorkflowCatalog(), TimeProvider.System);
        var ledger = await engine.GetAsync(KillTarget.Ledger);
        Assert.NotNull(ledger);
        return ledger.Failure;
    }
}
