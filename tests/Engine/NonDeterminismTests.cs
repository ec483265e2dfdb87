using JobFlows.Conformance.Durable;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Tests;

/// <summary>Orchestrators that break the rules fail, and are told what they did.</summary>
public sealed class NonDeterminismTests
{
    private static readonly EmbeddedEngineOptions Replaying = new() { ReplayEveryStep = true };

    /// <summary>What the changed code does where the recorded one called activity "a" and then waited for "go".</summary>
    public static TheoryData<string, Func<IOrchestrationContext, Task>, string> Changes => new()
    {
        { "another name", c => c.CallActivityAsync<int>("b", 0), "at position 2 of its history the record is ActivityScheduled #0 'a', but the replay does ActivityScheduled #0 'b'" },
        { "another kind", c => c.CreateTimerAsync(c.Now, CancellationToken.None), "the record is ActivityScheduled #0 'a', but the replay does TimerCreated #0" },
        { "nothing", c => c.WaitForEventAsync<int>("go"), "the record is ActivityScheduled #0 'a', but the replay does nothing" },
        { "more", c => Task.WhenAll(c.CallActivityAsync<int>("a", 0), c.CallActivityAsync<int>("a", 0)), "at position 3 of its history the record is nothing, but the replay does ActivityScheduled #1 'a'" },
        { "the end", _ => throw new FormatException("changed"), "the replay does Failed 'System.FormatException: changed'" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Restart_WithChangedCode_FailsAtTheFirstDifference(string change, Func<IOrchestrationContext, Task> does, string expected)
    {
        await using var harness = new EngineHarness();
        var probe = new Probe();
        WorkflowCatalog Catalog(Func<IOrchestrationContext, Task> first) => probe.Catalog()
            .AddActivity<int, int>("a", (n, _) => Task.FromResult(n))
            .AddOrchestrator<int, int>("changed", async (context, n) =>
            {
                await first(context);
                await Probe.SeeAsync(context, change);
                return await context.WaitForEventAsync<int>("go");
            });
        await harness.OpenAsync(Catalog(c => c.CallActivityAsync<int>("a", 0)));
        await harness.Client.StartAsync("changed", "one", 0);
        await probe.ExpectAsync(change);

        await harness.RestartAsync(catalog: Catalog(does));
        await harness.Client.RaiseEventAsync("one", "go", 0);

        var failure = await harness.FailureOfAsync("one");
        Assert.StartsWith("JobFlows.Engine.NonDeterminismException: ", failure, StringComparison.Ordinal);
        Assert.Contains(expected, failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayEveryStep_NameThatChangesWithEachRun_Fails()
    {
        var runs = 0;
        await using var harness = await OpenAsync(Replaying, c => c.CallActivityAsync<int>($"activity-{runs++}", 0));

        Assert.Contains("'activity-0', but the replay does ActivityScheduled #0 'activity-1'", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayEveryStep_PayloadThatChangesWithEachRun_Fails()
    {
        await using var harness = await OpenAsync(Replaying, c => c.CallActivityAsync<Guid>("a", Guid.NewGuid()));

        Assert.Contains("'a' with another payload", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayEveryStep_TimerOfTheSystemClock_Fails()
    {
        await using var harness = await OpenAsync(Replaying, c => c.CreateTimerAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None));

        Assert.Contains("TimerCreated #0 with another time", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayEveryStep_OutputThatChangesWithEachRun_Fails()
    {
        await using var harness = new EngineHarness(Replaying);
        await harness.OpenAsync(new WorkflowCatalog().AddOrchestrator<int, Guid>("random", (_, _) => Task.FromResult(Guid.NewGuid())));
        await harness.Client.StartAsync("random", "one", 0);

        Assert.Contains("the record is Completed, but the replay does Completed with another payload", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
    }

    /// <summary>Awaits that leave the orchestrator's thread, with and without something else to wait for.</summary>
    public static TheoryData<string, Func<IOrchestrationContext, Task>> ForeignAwaits => new()
    {
        { "delay", _ => Task.Delay(1) },
        { "delay beside an event", c => Task.WhenAny(Task.Delay(1), c.WaitForEventAsync<int>("never")) },
        { "run", _ => Task.Run(() => 1) },
        { "never ending", _ => new TaskCompletionSource().Task },
        { "without context", async c => await c.CallActivityAsync<int>("a", 0).ConfigureAwait(false) },
        { "without context beside an event", async c =>
            {
                _ = c.WaitForEventAsync<int>("never");
                await c.CallActivityAsync<int>("a", 0).ConfigureAwait(false);
            }
        },
        { "cancelled on another thread", async c =>
            {
                using var cancellation = new CancellationTokenSource();
                var timer = c.CreateTimerAsync(c.Now.AddDays(1), cancellation.Token);
                await cancellation.CancelAsync();
                await timer;
            }
        },
    };

    [Theory]
    [MemberData(nameof(ForeignAwaits))]
    public async Task AwaitOfAForeignTask_FailsTheInstance(string what, Func<IOrchestrationContext, Task> awaits)
    {
        foreach (var options in (EmbeddedEngineOptions[])[new(), Replaying])
        {
            await using var harness = await OpenAsync(options, async c =>
            {
                await awaits(c);
                await c.CallActivityAsync<int>("a", 1);
            });

            var failure = await harness.FailureOfAsync("one");

            Assert.True(failure.Contains("not from its context", StringComparison.Ordinal), $"{what}: {failure}");
        }
    }

    [Fact]
    public async Task SecondWaitForTheSameEvent_Fails()
    {
        await using var harness = await OpenAsync(new(), c =>
            Task.WhenAny(c.WaitForEventAsync<int>("tick"), c.WaitForEventAsync<int>("Tick")));

        Assert.Contains("A wait for event 'Tick' stands already", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrchestratorThatIsntThereAfterARestart_Fails()
    {
        await using var harness = await OpenAsync(new(), c => c.WaitForEventAsync<int>("go"));
        await harness.RestartAsync(catalog: new WorkflowCatalog());

        await harness.Client.RaiseEventAsync("one", "go", 0);

        Assert.Contains("There is no orchestrator named 'tested'", await harness.FailureOfAsync("one"), StringComparison.Ordinal);
    }

    private static async Task<EngineHarness> OpenAsync(EmbeddedEngineOptions options, Func<IOrchestrationContext, Task> run)
    {
        var harness = new EngineHarness(options);
        await harness.OpenAsync(new WorkflowCatalog()
            .AddActivity<int, int>("a", (n, _) => Task.FromResult(n))
            .AddOrchestrator<int, int>("tested", async (context, n) =>
            {
                await run(context);
                return n;
            }));
        await harness.Client.StartAsync("tested", "one", 0);
        return harness;
    }
}
