using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.JavaScript;

/// <summary>The scenarios of the official JavaScript client. Each script checks what it gets and fails where that is wrong.</summary>
public sealed class JavaScriptClientTests(RunningServer running) : IClassFixture<JavaScriptClient>, IClassFixture<RunningServer>
{
    [NeedsTheory("npm")]
    [InlineData("jobs")]
    [InlineData("objects")]
    [InlineData("watch")]
    [InlineData("streams")]
    public async Task Scenario_OnARunningServer_GetsWhatItExpects(string scenario)
    {
        await using var script = await JavaScriptClient.StartAsync(running.Process, scenario);
        (await script.EndAsync()).Succeeded();
    }

    [NeedsFact("npm")]
    public async Task Informer_ItsRevisionIsCompacted_ListsAgainAndMissesNothing()
    {
        await using var server = await ServerProcess.StartAsync("manual", "--history-lifetime", "1s");
        await using var script = await JavaScriptClient.StartAsync(server, "informer-expired");
        (await script.EndAsync()).Succeeded();
    }

    [NeedsTheory("npm")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Informer_ServerRestarts_GoesOnWhereItWas(bool killed)
    {
        await using var server = await ServerProcess.StartAsync("manual");
        var restarted = Path.Combine(server.Folder, "restarted");
        await using var script = await JavaScriptClient.StartAsync(server, "informer-restart", restarted);
        await script.LineAsync(line => line == "restart");
        if (killed)
        {
            await server.KillAsync();
        }
        else
        {
            Assert.Equal(0, await server.StopAsync());
        }

        await server.StartAsync();
        await File.WriteAllTextAsync(restarted, "");
        (await script.EndAsync()).Succeeded();
    }
}
