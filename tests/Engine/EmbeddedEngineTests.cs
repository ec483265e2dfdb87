using JobFlows.Conformance.Durable;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Tests;

/// <summary>What only the embedded engine promises.</summary>
public sealed class EmbeddedEngineTests
{
    private readonly Probe probe = new();

    [Fact]
    public async Task Step_TakesAllWaitingMessagesInOneCommit()
    {
        await using var harness = new EngineHarness();
        await harness.OpenAsync(probe.Catalog()
            .AddActivity<int, int>("quick", (n, _) => Task.FromResult(n))
            .AddOrchestrator<int, int>("fan", async (context, n) =>
            {
                await Task.WhenAll(Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>("quick", i)));
                await Probe.SeeAsync(context, "all");
                return await context.WaitForEventAsync<int>("never");
            }));

        await harness.Client.StartAsync("fan", "one", 5000);
        await probe.ExpectAsync("all");

        Assert.InRange(harness.Count("engine_history"), 3, 500);
    }

    [Fact]
    public async Task FinishedInstance_LeavesNoTimersAndNoMessages()
    {
        await using var harness = new EngineHarness();
        await harness.OpenAsync(new WorkflowCatalog().AddOrchestrator<int, int>("leaves", async (context, n) =>
        {
            _ = context.CreateTimerAsync(context.Now.AddDays(1), CancellationToken.None);
            context.SendEvent(context.InstanceId, "unread", n);
            context.SendEvent(context.InstanceId, "go", n);
            return await context.WaitForEventAsync<int>("go");
        }));
        await harness.Client.StartAsync("leaves", "one", 0);
        await harness.CompletedAsync("one");

        Assert.Equal((0, 0), (harness.Count("engine_timers"), harness.Count("engine_inbox")));
        await harness.Client.PurgeAsync("one");
        Assert.Equal((0, 0), (harness.Count("engine_instances"), harness.Count("engine_history")));
    }

    [Fact]
    public async Task ContinueAsNew_DeletesTheOldHistory()
    {
        await using var harness = new EngineHarness();
        await harness.OpenAsync(probe.Catalog().AddOrchestrator<int, int>("loop", async (context, n) =>
        {
            await context.CreateTimerAsync(context.Now, CancellationToken.None);
            if (n == 50)
            {
                await Probe.SeeAsync(context, "last");
                await context.WaitForEventAsync<int>("never");
            }

            context.ContinueAsNew(n + 1);
            return n;
        }));

        await harness.Client.StartAsync("loop", "one", 0);
        await probe.ExpectAsync("last");

        Assert.InRange(harness.Count("engine_history"), 2, 4);
    }

    [Fact]
    public async Task Activity_StepNotCommitted_DoesntRunUntilItIs()
    {
        var trouble = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var harness = new EngineHarness(new EmbeddedEngineOptions { Trouble = (_, e) => trouble.TrySetResult(e) });
        await harness.OpenAsync(probe.Catalog().AddOrchestrator<int, int>("tries", async (context, n) =>
        {
            await Probe.SeeAsync(context, "ran");
            return n;
        }));
        await harness.ExecuteAsync("CREATE TRIGGER broken BEFORE INSERT ON engine_history WHEN NEW.step = 1 BEGIN SELECT RAISE(ABORT, 'disk on fire'); END");
        await harness.Client.StartAsync("tries", "one", 0);

        Assert.Contains("disk on fire", (await trouble.Task.WaitAsync(Probe.Patience)).Message, StringComparison.Ordinal);
        Assert.Empty(probe.Rest());
        await harness.ExecuteAsync("DROP TRIGGER broken");
        var end = harness.CompletedAsync("one");
        while (!end.IsCompleted)
        {
            await harness.AdvanceAsync(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await end;
        await probe.ExpectAsync("ran");
    }

    [Fact]
    public async Task IdleInstances_BeyondTheLimit_LeaveMemoryAndComeBack()
    {
        await using var harness = new EngineHarness(new EmbeddedEngineOptions { IdleInstances = 10 });
        await harness.OpenAsync(probe.Catalog().AddOrchestrator<int, int>("idle", async (context, n) =>
        {
            await Probe.SeeAsync(context, n);
            await Probe.SeeAsync(context, n + await context.WaitForEventAsync<int>("add"));
            return await context.WaitForEventAsync<int>("never");
        }));
        for (var i = 0; i < 100; i++)
        {
            await harness.Client.StartAsync("idle", $"{i}", i);
            await probe.ExpectAsync($"{i}");
        }

        for (var i = 0; i < 100; i++)
        {
            await harness.Client.RaiseEventAsync($"{i}", "add", 1000);
            await probe.ExpectAsync($"{1000 + i}");
        }

        // The last one or two are still in a step.
        Assert.InRange(harness.Engine.Dispatcher.LiveInstances, 10, 12);
    }

    [Fact]
    public async Task Child_WhoseIdIsTaken_FailsInTheParent()
    {
        await using var harness = new EngineHarness();
        await harness.OpenAsync(probe.Catalog()
            .AddOrchestrator<int, int>("child", async (context, _) => await context.WaitForEventAsync<int>("never"))
            .AddOrchestrator<int, int>("parent", async (context, n) => await context.CallChildAsync<int>("child", "taken", n)));
        await harness.Client.StartAsync("child", "taken", 0);

        await harness.Client.StartAsync("parent", "one", 0);

        Assert.Contains("An instance with the ID 'taken' is running already", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownNames_AreToldToWhoUsesThem()
    {
        await using var harness = new EngineHarness();
        await harness.OpenAsync(new WorkflowCatalog()
            .AddOrchestrator<int, int>("activity", (context, n) => context.CallActivityAsync<int>("nothing", n))
            .AddOrchestrator<int, int>("child", (context, n) => context.CallChildAsync<int>("nobody", "child-of-one", n)));

        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.StartAsync("nobody", "one", 0));
        await harness.Client.StartAsync("activity", "one", 0);
        await harness.Client.StartAsync("child", "two", 0);

        Assert.Contains("There is no activity named 'nothing'", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
        Assert.Contains("There is no orchestrator named 'nobody'", await harness.FailureOfAsync("two"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DamagedHistory_IsReportedAndLeftAlone()
    {
        var trouble = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var harness = new EngineHarness(new EmbeddedEngineOptions { Trouble = (_, e) => trouble.TrySetResult(e) });
        await harness.OpenAsync(probe.Catalog().AddOrchestrator<int, int>("waits", async (context, n) =>
        {
            await Probe.SeeAsync(context, "up");
            return await context.WaitForEventAsync<int>("end") + n;
        }));
        await harness.Client.StartAsync("waits", "one", 0);
        await probe.ExpectAsync("up");
        await harness.RestartAsync();
        await harness.ExecuteAsync("CREATE TABLE copy AS SELECT records FROM engine_history WHERE step = 0; UPDATE engine_history SET records = x'01FE00000000' WHERE step = 0");
        await harness.RestartAsync();

        await harness.Client.RaiseEventAsync("one", "end", 0);

        Assert.Contains("Unknown kind 254", (await trouble.Task.WaitAsync(Probe.Patience)).Message, StringComparison.Ordinal);
        Assert.Equal(OrchestrationState.Running, (await harness.Client.GetAsync("one"))?.State);
        await harness.ExecuteAsync("UPDATE engine_history SET records = (SELECT records FROM copy) WHERE step = 0");
        await harness.RestartAsync();
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Client_AfterTheStop_Throws()
    {
        await using var harness = new EngineHarness();
        await harness.OpenAsync(new WorkflowCatalog());
        await harness.Engine.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => harness.Client.RaiseEventAsync("one", "go", 0));
    }

    [Fact]
    public async Task Open_WithSettingsOutOfRange_TellsThemAll()
    {
        await using var harness = new EngineHarness(new EmbeddedEngineOptions { ConcurrentActivities = 0, IdleInstances = -1 });

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => harness.OpenAsync(new WorkflowCatalog()));

        Assert.Equal("ConcurrentActivities must be at least 1; IdleInstances must not be negative", exception.Message);
    }

    [Fact]
    public async Task Activities_RunNoMoreThanTheLimitAtATime()
    {
        var (running, most) = (0, 0);
        await using var harness = new EngineHarness(new EmbeddedEngineOptions { ConcurrentActivities = 3 });
        await harness.OpenAsync(new WorkflowCatalog()
            .AddActivity<int, int>("busy", async (n, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return n;
            })
            .AddOrchestrator<int, int>("fan", async (context, n) =>
                (await Task.WhenAll(Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>("busy", i)))).Length));

        await harness.Client.StartAsync("fan", "one", 500);
        await harness.CompletedAsync("one");

        Assert.InRange(most, 1, 3);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
