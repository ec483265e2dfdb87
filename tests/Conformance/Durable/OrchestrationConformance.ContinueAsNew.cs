using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

public abstract partial class OrchestrationConformance
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ContinueAsNew_KeepsUnreceivedEventsInOrder(bool restart)
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("counter", async (context, n) =>
        {
            if (n == 0)
            {
                await Probe.SeeAsync(context, "up");
                await context.WaitForEventAsync<int>("open");
            }

            await Probe.SeeAsync(context, await context.WaitForEventAsync<string>("item"));
            if (n < 9)
            {
                context.ContinueAsNew(n + 1);
            }

            return n;
        }));
        await harness.Client.StartAsync("counter", "one", 0);
        await probe.ExpectAsync("up");
        var items = Enumerable.Range(0, 10).Select(i => $"item {i}").ToArray();
        foreach (var item in items[..6])
        {
            await harness.Client.RaiseEventAsync("one", "item", item);
        }

        if (restart)
        {
            await harness.RestartAsync();
        }

        await harness.Client.RaiseEventAsync("one", "open", 0);
        foreach (var item in items[6..])
        {
            await harness.Client.RaiseEventAsync("one", "Item", item);
        }

        await probe.ExpectAsync(items);
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task ContinueAsNew_ManyTimes_StartsEachExecutionAfresh()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("loop", async (context, n) =>
        {
            await Probe.SeeAsync(context, context.NewGuid());
            if (n < 100)
            {
                context.ContinueAsNew(n + 1);
            }

            return n;
        }));

        await harness.Client.StartAsync("loop", "one", 1);

        await harness.CompletedAsync("one");
        Assert.Equal(100, probe.Rest().Distinct().Count());
    }

    [Fact]
    public async Task ContinueAsNew_TimersAndActivitiesOfTheOldExecution_DontReachTheNew()
    {
        var hold = new TaskCompletionSource();
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<int, string>("slow", async (_, _) =>
            {
                await hold.Task;
                return "late";
            })
            .AddOrchestrator<bool, int>("renew", async (context, isNew) =>
            {
                if (!isNew)
                {
                    _ = context.CreateTimerAsync(context.Now + Minute, CancellationToken.None);
                    _ = context.CallActivityAsync<string>("slow", 0);
                    await context.WaitForEventAsync<int>("go");
                    context.ContinueAsNew(true);
                    return 0;
                }

                var timer = context.CreateTimerAsync(context.Now + (10 * Minute), CancellationToken.None);
                var ping = context.WaitForEventAsync<string>("ping");
                await Probe.SeeAsync(context, "renewed");
                await Probe.SeeAsync(context, await Task.WhenAny(timer, ping) == timer ? "timer" : await ping);
                return 0;
            }));
        await harness.Client.StartAsync("renew", "one", false);
        await harness.Client.RaiseEventAsync("one", "go", 0);
        await probe.ExpectAsync("renewed");

        hold.SetResult();
        await harness.AdvanceAsync(5 * Minute);
        await harness.Client.RaiseEventAsync("one", "ping", "ping");

        await probe.ExpectAsync("ping");
        await harness.CompletedAsync("one");
    }
}
