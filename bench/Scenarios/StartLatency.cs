using System.Globalization;
using JobFlows.Bench.Load;
using JobFlows.Bench.Report;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.Bench.Scenarios;

/// <summary>How long it takes from the POST of a Job until its process runs; the process itself says when.</summary>
internal sealed class StartLatency : IScenario
{
    private const int Jobs = 100;

    public string Name => "start-latency";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        await using var server = await BenchServer.StartAsync("process");
        await MeasureAsync(server);
        var samples = await Samples.TakeAsync(repeat, () => MeasureAsync(server));
        return
        [
            Figure.Milliseconds(Name, "POST to running process, p50 of 100 Jobs one after another", samples.Select(one => one.Percentile(50)).Median(), "20 ms"),
            Figure.Milliseconds(Name, "POST to running process, p95", samples.Select(one => one.Percentile(95)).Median()),
        ];
    }

    private static async Task<IReadOnlyList<double>> MeasureAsync(BenchServer server)
    {
        var jobs = BenchServer.Jobs(await server.NewNamespaceAsync());
        return await Samples.TakeAsync(Jobs, async () =>
        {
            var name = server.NewName();
            var file = Path.Combine(server.Folder, name);
            var posted = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMilliseconds;
            await server.Api.PostAsync(jobs, BenchJobs.Single(name, "sh", "-c", $"date +%s%N > {file}"));
            await server.Api.UntilAsync(jobs, name, one => one.Condition("Complete") is not null);
            return (double.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture) / 1e6) - posted;
        });
    }
}
