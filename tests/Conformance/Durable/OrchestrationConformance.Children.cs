using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

public abstract partial class OrchestrationConformance
{
    [Fact]
    public async Task Child_Returns_ParentGetsItsResult()
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddOrchestrator<int, int>("leaf", async (context, n) =>
            {
                await Probe.SeeAsync(context, context.InstanceId);
                return n * n;
            })
            .AddOrchestrator<int, int>("branch", async (context, n) => await context.CallChildAsync<int>("leaf", $"{context.InstanceId}/leaf", n) + 1)
            .AddOrchestrator<int, int>("root", async (context, n) =>
            {
                await Probe.SeeAsync(context, await context.CallChildAsync<int>("branch", $"{context.InstanceId}/branch", n));
                return 0;
            }));

        await harness.Client.StartAsync("root", "one", 7);

        await probe.ExpectAsync("one/branch/leaf", "50");
        await harness.CompletedAsync("one");
        await harness.CompletedAsync("one/branch");
    }

    [Fact]
    public async Task Child_Throws_ParentCatchesItsFailure()
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddOrchestrator<int, int>("bad", (_, _) => throw new FormatException("spoilt"))
            .AddOrchestrator<int, int>("parent", async (context, n) =>
            {
                try
                {
                    return await context.CallChildAsync<int>("bad", "child", n);
                }
                catch (ActivityFailedException e)
                {
                    await Probe.SeeAsync(context, $"{e.Name}|{e.ErrorType}|{e.Message}");
                    return 0;
                }
            }));

        await harness.Client.StartAsync("parent", "one", 0);

        await probe.ExpectAsync("bad|System.FormatException|bad failed: spoilt");
        await harness.CompletedAsync("one");
        Assert.Contains("spoilt", await harness.FailureOfAsync("child"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Children_WaitingThroughRestarts_AllReport(bool crash)
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddOrchestrator<int, int>("child", async (context, n) =>
            {
                await Probe.SeeAsync(context, "up");
                return n + await context.WaitForEventAsync<int>("add");
            })
            .AddOrchestrator<int, int>("parent", async (context, n) =>
            {
                var sums = await Task.WhenAll(Enumerable.Range(0, n).Select(i => context.CallChildAsync<int>("child", $"child-{i}", i)));
                await Probe.SeeAsync(context, sums.Sum());
                return 0;
            }));
        await harness.Client.StartAsync("parent", "one", 20);
        await probe.ExpectAsync([.. Enumerable.Repeat("up", 20)]);

        await (crash ? harness.CrashAsync() : harness.RestartAsync());
        for (var i = 0; i < 20; i++)
        {
            await harness.Client.RaiseEventAsync($"child-{i}", "add", 1000);
        }

        await harness.CompletedAsync("one");
        Assert.Equal("20190", probe.Rest()[^1]);
    }

    [Fact]
    public async Task Child_ThatContinuesAsNew_ReportsItsLastExecution()
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddOrchestrator<int, int>("child", async (context, n) =>
            {
                await Probe.SeeAsync(context, n);
                if (n < 3)
                {
                    context.ContinueAsNew(n + 1);
                }

                return n * 100;
            })
            .AddOrchestrator<int, int>("parent", async (context, n) =>
            {
                await Probe.SeeAsync(context, await context.CallChildAsync<int>("child", "child", n));
                return 0;
            }));

        await harness.Client.StartAsync("parent", "one", 1);

        await probe.ExpectAsync("1", "2", "3", "300");
    }

    [Fact]
    public async Task Child_ParentHasMovedOn_ItsResultIsDropped()
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddOrchestrator<int, int>("child", async (context, _) => await context.WaitForEventAsync<int>("end"))
            .AddOrchestrator<bool, int>("parent", async (context, isNew) =>
            {
                var child = context.CallChildAsync<int>("child", isNew ? "second" : "first", 0);
                if (!isNew)
                {
                    await Probe.SeeAsync(context, "first");
                    await context.WaitForEventAsync<int>("renew");
                    context.ContinueAsNew(true);
                    return 0;
                }

                await Probe.SeeAsync(context, "second");
                await Probe.SeeAsync(context, await child);
                return 0;
            }));
        await harness.Client.StartAsync("parent", "one", false);
        await probe.ExpectAsync("first");
        await harness.Client.RaiseEventAsync("one", "renew", 0);
        await probe.ExpectAsync("second");

        await harness.Client.RaiseEventAsync("first", "end", 1);
        await harness.CompletedAsync("first");
        await harness.Client.RaiseEventAsync("second", "end", 2);

        await probe.ExpectAsync("2");
        await harness.CompletedAsync("one");
    }
}
