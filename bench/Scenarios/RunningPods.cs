using JobFlows.Bench.Load;
using JobFlows.Bench.Report;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.Bench.Scenarios;

/// <summary>300 processes that run at once: what the server and the supervisor hold meanwhile.</summary>
internal sealed class RunningPods : IScenario
{
    private const int Pods = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Name => "running-300";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        await using var server = await BenchServer.StartAsync("process");
        var jobs = BenchServer.Jobs(await server.NewNamespaceAsync());
        await server.Api.PostAsync(jobs, BenchJobs.Indexed("running", Pods, Pods, "sleep", "1000"));
        await server.Api.UntilAsync(jobs, "running", job => job.Number("status", "ready") == Pods, Patience);
        return server.Memory(Name);
    }
}
