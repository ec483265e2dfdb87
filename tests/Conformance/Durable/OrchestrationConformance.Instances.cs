using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

public abstract partial class OrchestrationConformance
{
    private static WorkflowCatalog WithWaiter(WorkflowCatalog catalog) => catalog.AddOrchestrator<string, int>("waiter", async (context, name) =>
    {
        await Probe.SeeAsync(context, name);
        var end = await context.WaitForEventAsync<string>("end");
        return end.Length > 0 ? throw new InvalidDataException(end) : 0;
    });

    [Fact]
    public async Task Start_WhileRunning_DoesNothing()
    {
        await using var harness = await OpenAsync(WithWaiter);
        await harness.Client.StartAsync("waiter", "one", "first");
        await probe.ExpectAsync("first");

        await harness.Client.StartAsync("waiter", "one", "second");
        await harness.Client.RaiseEventAsync("one", "end", "");

        await harness.CompletedAsync("one");
        Assert.Empty(probe.Rest());
    }

    [Theory]
    [InlineData("")]
    [InlineData("broken")]
    public async Task Start_OfAFinishedInstance_ReplacesIt(string end)
    {
        await using var harness = await OpenAsync(WithWaiter);
        await harness.Client.StartAsync("waiter", "one", "first");
        await harness.Client.RaiseEventAsync("one", "end", end);
        await harness.EndOfAsync("one");

        await harness.Client.StartAsync("waiter", "one", "second");

        await probe.ExpectAsync("first", "second");
        Assert.Equal(new OrchestrationInfo("one", "waiter", OrchestrationState.Running, null), await harness.Client.GetAsync("one"));
    }

    [Fact]
    public async Task Get_TellsStateAndFailure()
    {
        await using var harness = await OpenAsync(WithWaiter);
        await harness.Client.StartAsync("waiter", "good", "good");
        await harness.Client.StartAsync("waiter", "bad", "bad");
        await harness.Client.RaiseEventAsync("good", "end", "");
        await harness.Client.RaiseEventAsync("bad", "end", "out of luck");

        Assert.Equal(new OrchestrationInfo("good", "waiter", OrchestrationState.Completed, null), await harness.EndOfAsync("good"));
        Assert.Contains("out of luck", await harness.FailureOfAsync("bad"), StringComparison.Ordinal);
        Assert.Null(await harness.Client.GetAsync("ugly"));
    }

    [Fact]
    public async Task Failure_ThrownBeforeTheFirstAwait_IsRecorded()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("bad", (_, _) => throw new FormatException("early")));

        await harness.Client.StartAsync("bad", "one", 0);

        Assert.Contains("early", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FinishedInstance_ItsPendingTimersDoNothing()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("leaves", async (context, n) =>
        {
            _ = context.CreateTimerAsync(context.Now + Minute, CancellationToken.None);
            await Probe.SeeAsync(context, "set");
            return n;
        }));
        await harness.Client.StartAsync("leaves", "one", 0);
        await harness.CompletedAsync("one");

        await harness.AdvanceAsync(2 * Minute);
        await harness.RestartAsync();

        await harness.CompletedAsync("one");
        await probe.ExpectAsync("set");
        Assert.Empty(probe.Rest());
    }

    [Fact]
    public async Task Purge_ForgetsFinishedInstancesOnly()
    {
        await using var harness = await OpenAsync(WithWaiter);
        await harness.Client.PurgeAsync("one");
        await harness.Client.StartAsync("waiter", "one", "first");

        await harness.Client.PurgeAsync("one");
        Assert.NotNull(await harness.Client.GetAsync("one"));
        await harness.Client.RaiseEventAsync("one", "end", "");
        await harness.CompletedAsync("one");
        await harness.Client.PurgeAsync("one");

        Assert.Null(await harness.Client.GetAsync("one"));
    }

    [Fact]
    public async Task Payloads_OfMegabytes_ArriveWhole()
    {
        var large = string.Concat(Enumerable.Range(0, 300_000).Select(i => $"{i} é "));
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<string, string>("echo", (text, _) => Task.FromResult(text))
            .AddOrchestrator<string, string>("large", async (context, input) =>
            {
                var echo = await context.CallActivityAsync<string>("echo", input);
                var e = await context.WaitForEventAsync<string>("event");
                await Probe.SeeAsync(context, input == echo && echo == e);
                await Probe.SeeAsync(context, e);
                return e;
            }));
        await harness.Client.StartAsync("large", "one", large);

        await harness.RestartAsync();
        await harness.Client.RaiseEventAsync("one", "event", large);

        await probe.ExpectAsync("True", large);
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Instances_Thousands_AllWaitAndAllEnd()
    {
        const int count = 2000;
        await using var harness = await OpenAsync(WithWaiter);
        var ids = Enumerable.Range(0, count).Select(i => $"instance-{i}").ToList();
        await Task.WhenAll(ids.Select(id => harness.Client.StartAsync("waiter", id, id)));
        var seen = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            seen.Add(await probe.NextAsync());
        }

        await harness.RestartAsync();
        await Task.WhenAll(ids.Select(id => harness.Client.RaiseEventAsync(id, "end", "")));

        foreach (var id in ids)
        {
            await harness.CompletedAsync(id);
        }

        Assert.Equal(count, seen.Count);
    }
}
