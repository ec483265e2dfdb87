using System.Diagnostics;
using JobFlows.Bench.Load;
using JobFlows.Bench.Report;

namespace JobFlows.Bench.Scenarios;

/// <summary>500 Jobs of one pod each, submitted by 32 clients at once.</summary>
internal sealed class Submission : IScenario
{
    private const int Jobs = 500;
    private const int Clients = 32;

    public string Name => "submit-500";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        await using var server = await BenchServer.StartAsync("instant");
        await SubmitAsync(server);
        var samples = await Samples.TakeAsync(repeat, () => SubmitAsync(server));
        return
        [
            Figure.Seconds(Name, "until all POSTs had returned", samples.Select(one => one.Accepted).Median(), "1 s"),
            Figure.Seconds(Name, "until all Jobs were Complete", samples.Select(one => one.Complete).Median()),
            .. server.Memory(Name),
        ];
    }

    private static async Task<(double Accepted, double Complete)> SubmitAsync(BenchServer server)
    {
        var @namespace = await server.NewNamespaceAsync();
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, Jobs, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (_, _) =>
            await server.Api.PostAsync(BenchServer.Jobs(@namespace), BenchJobs.Single(server.NewName(), "true")));
        var accepted = watch.Elapsed.TotalSeconds;
        await server.AllCompleteAsync(@namespace, Jobs);
        return (accepted, watch.Elapsed.TotalSeconds);
    }
}
