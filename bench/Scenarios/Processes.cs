using JobFlows.Bench.Load;
using JobFlows.Bench.Report;

namespace JobFlows.Bench.Scenarios;

/// <summary>2,000 processes that end at once.</summary>
internal sealed class Processes : IScenario
{
    private const int Pods = 2_000;

    public string Name => "process-2000";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        await using var server = await BenchServer.StartAsync("process");
        await server.RunIndexedAsync(Pods, 100, "true");
        var figures = new List<Figure>();
        foreach (var parallelism in (int[])[32, 100, 300])
        {
            var samples = await Samples.TakeAsync(repeat, () => server.RunIndexedAsync(Pods, parallelism, "true"));
            figures.Add(Figure.Rate(Name, $"pods of `true`, parallelism {parallelism}", Pods / samples.Median(), "700/s"));
        }

        await server.RunIndexedAsync(Pods / 10, 100, BenchJobs.WithEmptyDir, "true");
        var mounted = await Samples.TakeAsync(repeat, () => server.RunIndexedAsync(Pods, 100, BenchJobs.WithEmptyDir, "true"));
        figures.Add(Figure.Rate(Name, "pods of `true` with an emptyDir, parallelism 100", Pods / mounted.Median(), "250/s"));
        return [.. figures, .. server.Memory(Name)];
    }
}
