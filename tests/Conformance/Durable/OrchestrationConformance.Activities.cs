using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

public abstract partial class OrchestrationConformance
{
    [Fact]
    public async Task Activities_InSequence_PassResultsOn()
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<int, int>("double", (n, _) => Task.FromResult(n * 2))
            .AddOrchestrator<int, int>("chain", async (context, n) =>
            {
                for (var i = 0; i < 10; i++)
                {
                    n = await context.CallActivityAsync<int>("double", n);
                }

                await Probe.SeeAsync(context, n);
                return n;
            }));

        await harness.Client.StartAsync("chain", "one", 3);

        await probe.ExpectAsync("3072");
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Activities_FannedOut_RunConcurrentlyAndAllReport()
    {
        using var meeting = new SemaphoreSlim(0);
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<int, int>("meet", async (n, stop) =>
            {
                // Each lets the other go on, so one after the other they would never end.
                meeting.Release();
                await meeting.WaitAsync(stop);
                return n;
            })
            .AddActivity<int, int>("square", (n, _) => Task.FromResult(n * n))
            .AddOrchestrator<int, int>("fan", async (context, n) =>
            {
                await Task.WhenAll(context.CallActivityAsync<int>("meet", 1), context.CallActivityAsync<int>("meet", 2));
                var squares = await Task.WhenAll(Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>("square", i)));
                await Probe.SeeAsync(context, squares.Sum());
                return 0;
            }));

        await harness.Client.StartAsync("fan", "one", 50);

        await probe.ExpectAsync("40425");
    }

    [Fact]
    public async Task Activity_Throws_OrchestratorCatchesNameTypeAndMessage()
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<int, int>("break", (_, _) => throw new FormatException("no such thing"))
            .AddOrchestrator<int, int>("catch", async (context, n) =>
            {
                try
                {
                    await context.CallActivityAsync<int>("break", n);
                }
                catch (ActivityFailedException e)
                {
                    await Probe.SeeAsync(context, $"{e.Name}|{e.ErrorType}|{e.Message}");
                }

                return 0;
            }));

        await harness.Client.StartAsync("catch", "one", 0);

        await probe.ExpectAsync("break|System.FormatException|break failed: no such thing");
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Activity_CrashBeforeItsResultIsStored_RunsAgain()
    {
        var runs = 0;
        var hold = new TaskCompletionSource();
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<int, int>("work", async (n, _) =>
            {
                probe.See($"run {Interlocked.Increment(ref runs)}");
                await hold.Task;
                return n + 1;
            })
            .AddOrchestrator<int, int>("once", async (context, n) =>
            {
                await Probe.SeeAsync(context, $"result {await context.CallActivityAsync<int>("work", n)}");
                return 0;
            }));
        await harness.Client.StartAsync("once", "one", 41);
        await probe.ExpectAsync("run 1");

        await harness.CrashAsync();
        await probe.ExpectAsync("run 2");
        hold.SetResult();

        await probe.ExpectAsync("result 42");
        await harness.CompletedAsync("one");
        Assert.Empty(probe.Rest());
    }

    [Fact]
    public async Task Activity_GracefulStopWhileItRuns_IsCancelledAndRunsAgain()
    {
        var runs = 0;
        await using var harness = await OpenAsync(catalog => catalog
            .AddActivity<int, int>("work", async (n, stop) =>
            {
                var run = Interlocked.Increment(ref runs);
                probe.See($"run {run}");
                await (run == 1 ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask);
                return n;
            })
            .AddOrchestrator<int, int>("once", async (context, n) => await context.CallActivityAsync<int>("work", n)));
        await harness.Client.StartAsync("once", "one", 0);
        await probe.ExpectAsync("run 1");

        await harness.RestartAsync();

        await probe.ExpectAsync("run 2");
        await harness.CompletedAsync("one");
    }
}
