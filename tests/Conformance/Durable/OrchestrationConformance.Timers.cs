using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

public abstract partial class OrchestrationConformance
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static WorkflowCatalog WithAlarm(WorkflowCatalog catalog) => catalog.AddOrchestrator<int, int>("alarm", async (context, minutes) =>
    {
        var timer = context.CreateTimerAsync(context.Now + (minutes * Minute), CancellationToken.None);
        var ping = context.WaitForEventAsync<int>("ping");
        await Probe.SeeAsync(context, "set");
        while (!timer.IsCompleted)
        {
            if (await Task.WhenAny(timer, ping) == ping)
            {
                await Probe.SeeAsync(context, $"ping {await ping}");
                ping = context.WaitForEventAsync<int>("ping");
            }
        }

        await Probe.SeeAsync(context, "rang");
        return 0;
    });

    [Fact]
    public async Task Timer_FiresWhenItIsDueAndNotBefore()
    {
        await using var harness = await OpenAsync(WithAlarm);
        await harness.Client.StartAsync("alarm", "one", 10);
        await probe.ExpectAsync("set");

        await harness.AdvanceAsync(9 * Minute);
        await harness.Client.RaiseEventAsync("one", "ping", 9);
        await probe.ExpectAsync("ping 9");
        await harness.AdvanceAsync(Minute);

        await probe.ExpectAsync("rang");
        await harness.CompletedAsync("one");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Timer_OfThePast_FiresAtOnce(int minutes)
    {
        await using var harness = await OpenAsync(WithAlarm);

        await harness.Client.StartAsync("alarm", "one", minutes);

        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Timer_RestartBeforeItIsDue_FiresWhenItIsDue()
    {
        await using var harness = await OpenAsync(WithAlarm);
        await harness.Client.StartAsync("alarm", "one", 10);
        await probe.ExpectAsync("set");

        await harness.RestartAsync(5 * Minute);
        await harness.Client.RaiseEventAsync("one", "ping", 5);
        await probe.ExpectAsync("ping 5");
        await harness.CrashAsync();
        await harness.AdvanceAsync(5 * Minute);

        await probe.ExpectAsync("rang");
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Timer_DueWhileTheEngineWasDown_FiresAfterTheStart()
    {
        await using var harness = await OpenAsync(WithAlarm);
        await harness.Client.StartAsync("alarm", "one", 10);
        await probe.ExpectAsync("set");

        await harness.RestartAsync(11 * Minute);

        await probe.ExpectAsync("rang");
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Timer_Cancelled_ThrowsThereAndNeverFires()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("cancel", async (context, n) =>
        {
            using var cancellation = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(context.Now + Minute, cancellation.Token);
            cancellation.Cancel();
            await Probe.SeeAsync(context, timer.IsCanceled);
            var second = context.CreateTimerAsync(context.Now + (2 * Minute), CancellationToken.None);
            await Probe.SeeAsync(context, "again");
            await second;
            await Probe.SeeAsync(context, timer.IsCanceled);
            return n;
        }));
        await harness.Client.StartAsync("cancel", "one", 0);
        await probe.ExpectAsync("True", "again");

        await harness.AdvanceAsync(3 * Minute);

        await probe.ExpectAsync("True");
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Timers_OfManyInstances_FireInTheOrderOfTheirTimes()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("nap", async (context, minutes) =>
        {
            var nap = context.CreateTimerAsync(context.Now + (minutes * Minute), CancellationToken.None);
            await Probe.SeeAsync(context, "asleep");
            await nap;
            await Probe.SeeAsync(context, $"awake {minutes}");
            return 0;
        }));
        int[] minutes = [3, 1, 2];
        foreach (var n in minutes)
        {
            await harness.Client.StartAsync("nap", $"nap-{n}", n);
            await probe.ExpectAsync("asleep");
        }

        foreach (var n in minutes.Order())
        {
            await harness.AdvanceAsync(Minute);
            await probe.ExpectAsync($"awake {n}");
        }
    }
}
