using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.HarnessChecks;

/// <summary>What the other tests rely on.</summary>
public sealed class HarnessTests
{
    [Fact]
    public async Task KillTree_ChildrenAndSessions_EndsThemAll()
    {
        await using var command = RunningCommand.Start("sh", ["-c", "sleep 1000 & echo $!; setsid sh -c 'sleep 1000 & echo $!; wait' & echo $!; echo $$; wait"]);
        var ids = new List<int>();
        while (ids.Count < 4)
        {
            ids.Add(int.Parse(await command.LineAsync(_ => true)));
        }

        Assert.All(ids, id => Assert.True(ProcessTable.IsAlive(id)));
        ProcessTable.KillTree(ids.Single(id => ProcessTable.Parent(id) == Environment.ProcessId));
        await Wait.UntilAsync("the end of all", () => ids.TrueForAll(id => !ProcessTable.IsAlive(id)));
    }

    [Fact]
    public async Task Command_Ends_ShowsItsExitCodeAndAllItsOutput()
    {
        await using var command = RunningCommand.Start("sh", ["-c", "cat; echo oops >&2; exit 3"], input: "one\ntwo\n");

        Assert.Equal("one", await command.LineAsync(line => line == "one"));
        var result = await command.EndAsync();
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["one", "two"], result.Lines);
        Assert.Equal("oops\n", result.Error);
        Assert.Throws<CommandException>(result.Succeeded);
    }

    [Fact]
    public async Task Command_DoesNotEnd_IsKilled()
    {
        await using var command = RunningCommand.Start("sleep", ["1000"]);

        await Assert.ThrowsAsync<TimeoutException>(() => command.EndAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<TimeoutException>(() => command.LineAsync(_ => true, TimeSpan.FromSeconds(10)));
    }
}
