using System.Globalization;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;
using Xunit.Abstractions;

namespace JobFlows.EndToEnd.Crash;

/// <summary>The server is killed again and again while a Job runs. The seed is fixed; kill-loop.sh sets others.</summary>
public sealed class KillLoopTests(ITestOutputHelper output)
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private const int Indexes = 300;
    private static readonly int Kills = Setting("JOBFLOWS_KILLS", 20);
    private static readonly int Seed = Setting("JOBFLOWS_KILL_SEED", 20_240_611);

    [Fact]
    public async Task Job_ServerKilledAgainAndAgain_RunsEveryIndexExactlyOnce()
    {
        await using var server = await ServerProcess.StartAsync("process");
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "runs")).FullName;
        var script = RunRecord.Script(folder, "echo index $JOB_COMPLETION_INDEX begins; sleep 0.$((JOB_COMPLETION_INDEX % 4 + 1)); echo index $JOB_COMPLETION_INDEX ends");
        using (var first = server.Client())
        {
            await first.PostAsync(Jobs, Documents.Job("killed", script, spec =>
            {
                spec.Sized(10, Indexes)["completionMode"] = "Indexed";
                // A pod that is lost shows as a failed Job instead of being hidden by a retry.
                spec["backoffLimit"] = 0;
            }));
        }

        var kills = await KillAsync(server, folder);
        output.WriteLine($"seed {Seed}: {kills.Count} kills");

        using var api = server.Client();
        var finished = await api.UntilAsync(Jobs, "killed", one => one.Condition("Complete") is not null || one.Condition("Failed") is not null, TimeSpan.FromMinutes(3));
        Assert.NotNull(finished.Condition("Complete"));
        Assert.Equal(Indexes, finished.Number("status", "succeeded"));
        Assert.Equal(0, finished.Number("status", "failed"));
        Assert.Equal($"0-{Indexes - 1}", finished.Text("status", "completedIndexes"));
        AssertRanOnce(folder, kills);
        await AssertPodsAreWholeAsync(api);
    }

    // The moments: spread over the Job by how many processes have ended, each a little later by chance.
    // One in four comes while the server is still starting.
    private static async Task<IReadOnlyList<long>> KillAsync(ServerProcess server, string folder)
    {
        var random = new Random(Seed);
        var thresholds = Enumerable.Range(0, Kills).Select(_ => random.Next(Indexes * 9 / 10)).Order().ToList();
        var kills = new List<long>();
        foreach (var threshold in thresholds)
        {
            await Wait.UntilAsync($"{threshold} ends", () => RunRecord.CountEnds(folder) >= threshold, TimeSpan.FromMinutes(2));
            await Task.Delay(random.Next(100));
            await KillOnceAsync(server, kills);
            if (random.Next(4) == 0)
            {
                server.StartUnready();
                await Task.Delay(random.Next(1000));
                await KillOnceAsync(server, kills);
            }

            await server.StartAsync();
        }

        return kills;
    }

    private static async Task KillOnceAsync(ServerProcess server, List<long> kills)
    {
        kills.Add((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100);
        await server.KillAsync();
    }

    private void AssertRanOnce(string folder, IReadOnlyList<long> kills)
    {
        var records = Enumerable.Range(0, Indexes).Select(index => RunRecord.Read(folder, index)).ToList();
        var repeated = records.Select((record, index) => (record, index)).Where(one => one.record is not { Starts.Count: 1, Ends.Count: 1 }).ToList();
        Assert.True(repeated.Count == 0, "did not run exactly once: " + string.Join(", ", repeated.Select(one => $"{one.index} ({one.record.Starts.Count} starts, {one.record.Ends.Count} ends)")));

        // Otherwise nothing was found again, and this test would show nothing.
        var across = records.Count(record => kills.Any(record.RanAt));
        output.WriteLine($"{across} processes ran across a kill");
        Assert.True(across >= Kills, $"only {across} processes ran while the server was killed");
    }

    private static async Task AssertPodsAreWholeAsync(ApiClient api)
    {
        var pods = (await api.GetAsync("/api/v1/namespaces/default/pods?labelSelector=job-name%3Dkilled")).List("items");
        Assert.Equal(Indexes, pods.Count);
        Assert.Equal(Indexes, pods.Select(Index).Distinct().Count());
        foreach (var pod in pods)
        {
            Assert.Equal("Succeeded", pod.Text("status", "phase"));
            Assert.Equal(0, (int?)pod.List("status", "containerStatuses")[0].At("state", "terminated", "exitCode"));
            var log = await api.SendAsync(HttpMethod.Get, $"/api/v1/namespaces/default/pods/{pod.Name()}/log");
            Assert.Equal($"index {Index(pod)} begins\nindex {Index(pod)} ends\n", log.Text);
        }
    }

    private static string Index(System.Text.Json.Nodes.JsonNode pod) => pod.Text("metadata", "annotations", "batch.kubernetes.io/job-completion-index")!;

    private static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
