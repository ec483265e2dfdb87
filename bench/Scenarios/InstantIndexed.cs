using JobFlows.Bench.Load;
using JobFlows.Bench.Report;

namespace JobFlows.Bench.Scenarios;

/// <summary>10,000 indexes whose pods succeed at once: what the engine itself costs.</summary>
internal sealed class InstantIndexed : IScenario
{
    public string Name => "instant-10k";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        await using var server = await BenchServer.StartAsync("instant");
        await server.RunIndexedAsync(10_000, 1_000, "true");
        var samples = await Samples.TakeAsync(repeat, () => server.RunIndexedAsync(10_000, 1_000, "true"));
        return [Figure.Seconds(Name, "POST to Complete, 10,000 indexes, parallelism 1,000", samples.Median(), "2 s"), .. server.Memory(Name)];
    }
}
