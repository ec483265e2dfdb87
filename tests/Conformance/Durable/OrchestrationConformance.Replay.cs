using System.Collections.Concurrent;
using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

public abstract partial class OrchestrationConformance
{
    [Fact]
    public async Task Restart_BetweenActivities_FinishedOnesDontRunAgain()
    {
        var runs = new ConcurrentQueue<int>();
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<int, int>("step", (n, _) =>
            {
                runs.Enqueue(n);
                return Task.FromResult(n + 1);
            })
            .AddOrchestrator<int, int>("steps", async (context, n) =>
            {
                for (var i = 0; i < 5; i++)
                {
                    n = await context.CallActivityAsync<int>("step", n);
                    await Probe.SeeAsync(context, $"at {n}");
                    await context.WaitForEventAsync<int>("next");
                }

                return n;
            }));
        await harness.Client.StartAsync("steps", "one", 0);

        for (var i = 1; i <= 5; i++)
        {
            await probe.ExpectAsync($"at {i}");
            await (i % 2 == 0 ? harness.RestartAsync() : harness.CrashAsync());
            await harness.Client.RaiseEventAsync("one", "next", 0);
        }

        await harness.CompletedAsync("one");
        Assert.Equal([0, 1, 2, 3, 4], runs.Distinct());
        Assert.All(runs.GroupBy(n => n), group => Assert.InRange(group.Count(), 1, 2));
    }

    [Fact]
    public async Task Restart_NowAndGuids_AreTheSameAgain()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("values", async (context, n) =>
        {
            var before = $"{context.Now:O} {context.NewGuid()} {context.NewGuid()}";
            await Probe.SeeAsync(context, before);
            await context.WaitForEventAsync<int>("go");
            await Probe.SeeAsync(context, before);
            await Probe.SeeAsync(context, context.NewGuid());
            return n;
        }));
        await harness.Client.StartAsync("values", "one", 0);
        var before = await probe.NextAsync();

        await harness.RestartAsync(TimeSpan.FromHours(1));
        await harness.Client.RaiseEventAsync("one", "go", 0);

        await probe.ExpectAsync(before);
        var guids = before.Split(' ')[1..].Append(await probe.NextAsync()).ToList();
        Assert.Equal(3, guids.Distinct().Count());
        Assert.All(guids, guid => Assert.NotEqual(Guid.Empty, Guid.Parse(guid)));
    }

    [Fact]
    public async Task Guids_OfTwoInstancesAndOfASecondStart_Differ()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("guid", async (context, n) =>
        {
            await Probe.SeeAsync(context, context.NewGuid());
            return n;
        }));

        foreach (var id in (string[])["one", "two", "one"])
        {
            await harness.Client.StartAsync("guid", id, 0);
            await harness.CompletedAsync(id);
        }

        Assert.Equal(3, probe.Rest().Distinct().Count());
    }

    [Fact]
    public async Task IsReplaying_AfterARestart_IsTrueForWhatHappenedBefore()
    {
        var notes = new ConcurrentQueue<string>();
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("notes", async (context, n) =>
        {
            notes.Enqueue($"begin {context.IsReplaying}");
            await Probe.SeeAsync(context, "begun");
            await context.WaitForEventAsync<int>("go");
            notes.Enqueue($"end {context.IsReplaying}");
            return n;
        }));
        await harness.Client.StartAsync("notes", "one", 0);
        await probe.ExpectAsync("begun");

        await harness.RestartAsync();
        await harness.Client.RaiseEventAsync("one", "go", 0);
        await harness.CompletedAsync("one");

        Assert.Equal(1, notes.Count(note => note == "begin False"));
        Assert.Contains("begin True", notes);
        Assert.Equal(1, notes.Count(note => note == "end False"));
    }

    [Fact]
    public async Task WhenAny_OfManyActivities_ReplaysTheSameWinners()
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<int, int>("same", (n, _) => Task.FromResult(n))
            .AddOrchestrator<int, int>("race", async (context, n) =>
            {
                var winners = new List<int>();
                var runners = Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>("same", i)).ToList();
                while (runners.Count > 0)
                {
                    var winner = await Task.WhenAny(runners);
                    runners.Remove(winner);
                    winners.Add(await winner);
                }

                await Probe.SeeAsync(context, string.Join(',', winners));
                await context.WaitForEventAsync<int>("go");
                await Probe.SeeAsync(context, string.Join(',', winners));
                return 0;
            }));
        await harness.Client.StartAsync("race", "one", 20);
        var winners = await probe.NextAsync();

        await harness.RestartAsync();
        await harness.Client.RaiseEventAsync("one", "go", 0);

        await probe.ExpectAsync(winners);
        await harness.CompletedAsync("one");
    }
}
