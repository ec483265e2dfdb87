using System.Diagnostics;
using JobFlows.Bench.Load;
using JobFlows.Bench.Report;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.Bench.Scenarios;

/// <summary>10,000 Jobs listed in pages of 500.</summary>
internal sealed class ListPages : IScenario
{
    private const int Jobs = 10_000;
    private const int PageSize = 500;
    private const int Clients = 32;

    public string Name => "list";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        await using var server = await BenchServer.StartAsync("instant");
        var jobs = BenchServer.Jobs(await server.NewNamespaceAsync());
        await Parallel.ForAsync(0, Jobs, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (_, _) =>
        {
            var job = BenchJobs.Single(server.NewName(), "true");
            job["spec"]!["suspend"] = true;
            await server.Api.PostAsync(jobs, job);
        });
        await MeasureAsync(server, jobs);
        var pages = (await Samples.TakeAsync(repeat, () => MeasureAsync(server, jobs))).SelectMany(one => one).ToList();
        return
        [
            Figure.Milliseconds(Name, "page of 500 out of 10,000 Jobs, p50", pages.Percentile(50), "100 ms"),
            Figure.Milliseconds(Name, "page of 500 out of 10,000 Jobs, the slowest", pages.Max(), "100 ms"),
            .. server.Memory(Name),
        ];
    }

    /// <summary>Lists them all.</summary>
    /// <returns>The milliseconds of each page, from the request to the last byte.</returns>
    private static async Task<IReadOnlyList<double>> MeasureAsync(BenchServer server, string jobs)
    {
        var times = new List<double>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        string? rest = "";
        while (rest is not null)
        {
            var watch = Stopwatch.StartNew();
            var answer = await server.Api.SendAsync(HttpMethod.Get, $"{jobs}?limit={PageSize}&continue={Uri.EscapeDataString(rest)}");
            times.Add(watch.Elapsed.TotalMilliseconds);
            var page = answer.Accepted();
            names.UnionWith(page.List("items").Select(job => job.Name()));
            rest = page.Text("metadata", "continue");
        }

        return names.Count == Jobs ? times : throw new InvalidOperationException($"the pages hold {names.Count} Jobs, not {Jobs}");
    }
}
