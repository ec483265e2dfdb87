using System.Diagnostics;
using JobFlows.Bench.Load;
using JobFlows.Bench.Report;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.Bench.Scenarios;

/// <summary>1,000 open watches while 1,000 Jobs a minute pass through: created, run by instant pods, and deleted.</summary>
internal sealed class Watches : IScenario
{
    private const int Count = 1_000;
    private const int PerClient = 200;
    private const int Jobs = 333;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Name => "watches";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        await using var server = await BenchServer.StartAsync("instant");
        var jobs = BenchServer.Jobs(await server.NewNamespaceAsync());
        var clients = Enumerable.Range(0, Count / PerClient).Select(_ => server.NewClient()).ToList();
        try
        {
            var from = (await server.Api.GetAsync(jobs)).Text("metadata", "resourceVersion")!;
            using var ending = new CancellationTokenSource(Patience);
            var watchers = Enumerable.Range(0, Count).Select(_ => new Watcher()).ToList();
            var following = watchers.Select((one, i) => one.FollowAsync(clients[i / PerClient], jobs, from, ending.Token)).ToList();

            // The first round also opens the watches and warms up.
            await PassThroughAsync(server, jobs);
            var before = await SettleAsync(watchers, Jobs, ending.Token);
            var memory = new List<long> { server.MemoryNow };
            var rounds = new List<Round>();
            for (var i = 0; i < repeat; i++)
            {
                var late = await PassThroughAsync(server, jobs);
                var watch = Stopwatch.StartNew();
                var after = await SettleAsync(watchers, Jobs * (i + 2), ending.Token);
                rounds.Add(new Round(late, watch.Elapsed.TotalSeconds, (after - before) * Count / Duration.TotalSeconds));
                before = after;
                memory.Add(server.MemoryNow);
            }

            await ending.CancelAsync();
            await Task.WhenAll(following);
            return
            [
                new(Name, "watches that lost, doubled or reordered a change, of 1,000", $"{Wrong(watchers)}", "0"),
                Figure.Rate(Name, "changes sent, 1,000 watches, 1,000 Jobs a minute", rounds.Select(one => one.Rate).Median()),
                Figure.Seconds(Name, "behind schedule after the last Job", rounds.Select(one => one.Late).Median(), "1 s"),
                Figure.Seconds(Name, "until every watch had the last change", rounds.Select(one => one.Lag).Median(), "1 s"),
                new(Name, $"memory of the server after each {Duration.TotalSeconds:0} s", $"{string.Join(", ", memory.Select(one => one / (1024 * 1024)))} MB", "flat"),
                .. server.Memory(Name),
            ];
        }
        finally
        {
            clients.ForEach(one => one.Dispose());
        }
    }

    /// <summary>Creates the Jobs at their pace, and deletes each when it is complete.</summary>
    /// <returns>How many seconds longer than planned it took.</returns>
    private static async Task<double> PassThroughAsync(BenchServer server, string jobs)
    {
        var watch = Stopwatch.StartNew();
        var passing = new List<Task>();
        for (var i = 0; i < Jobs; i++)
        {
            var wait = (Duration * i / Jobs) - watch.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            passing.Add(PassAsync(server, jobs));
        }

        await Task.WhenAll(passing);
        return Math.Max(0, (watch.Elapsed - Duration).TotalSeconds);
    }

    private static async Task PassAsync(BenchServer server, string jobs)
    {
        var name = server.NewName();
        await server.Api.PostAsync(jobs, BenchJobs.Single(name, "true"));
        await server.Api.UntilAsync(jobs, name, job => job.Condition("Complete") is not null);
        await server.Api.DeleteAsync($"{jobs}/{name}?propagationPolicy=Background");
    }

    /// <summary>Waits until every watch has seen so many Jobs go.</summary>
    /// <returns>How many changes the first one has seen.</returns>
    private static async Task<int> SettleAsync(IReadOnlyList<Watcher> watchers, int deleted, CancellationToken cancellation)
    {
        await Task.WhenAll(watchers.Select(one => one.DeletedAsync(deleted, cancellation)));
        return watchers[0].Changes.Count;
    }

    /// <summary>All watches have to have seen the same changes, each once, in the order of their revisions.</summary>
    private static int Wrong(IReadOnlyList<Watcher> watchers)
    {
        var union = watchers.SelectMany(one => one.Changes).Distinct().Order().ToList();
        return watchers.Count(one => !one.Changes.SequenceEqual(union));
    }

    private sealed record Round(double Late, double Lag, double Rate);
}
