using JobFlows.Bench.Load;
using JobFlows.Bench.Report;

namespace JobFlows.Bench.Scenarios;

/// <summary>100,000 indexes beside 10,000: whether the cost grows with the pods and not faster.</summary>
internal sealed class InstantIndexedLarge : IScenario
{
    public string Name => "instant-100k";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        await using var server = await BenchServer.StartAsync("instant");
        await server.RunIndexedAsync(10_000, 1_000, "true");
        var small = (await Samples.TakeAsync(repeat, () => server.RunIndexedAsync(10_000, 1_000, "true"))).Median();
        var large = (await Samples.TakeAsync(repeat, () => server.RunIndexedAsync(100_000, 1_000, "true"))).Median();
        return
        [
            Figure.Seconds(Name, "POST to Complete, 100,000 indexes, parallelism 1,000", large),
            new(Name, "ratio to 10,000 indexes on the same server", $"{large / small:0.0} x", "11 x"),
            .. server.Memory(Name),
        ];
    }
}
