using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

public abstract partial class OrchestrationConformance
{
    [Fact]
    public async Task Events_BeforeTheirWaits_AreKeptInOrder()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("late", async (context, n) =>
        {
            await context.WaitForEventAsync<int>("open");
            for (var i = 0; i < n; i++)
            {
                await Probe.SeeAsync(context, await context.WaitForEventAsync<string>("letter"));
            }

            return n;
        }));
        await harness.Client.StartAsync("late", "one", 4);
        foreach (var letter in (string[])["a", "b", "c", "d"])
        {
            await harness.Client.RaiseEventAsync("one", "letter", letter);
        }

        await harness.RestartAsync();
        await harness.Client.RaiseEventAsync("one", "open", 0);

        await probe.ExpectAsync("a", "b", "c", "d");
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Events_OfOtherNames_DontDisturbAWait()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("names", async (context, n) =>
        {
            await Probe.SeeAsync(context, await context.WaitForEventAsync<string>("red"));
            await Probe.SeeAsync(context, await context.WaitForEventAsync<string>("blue"));
            return n;
        }));
        await harness.Client.StartAsync("names", "one", 0);
        await harness.Client.RaiseEventAsync("one", "green", "g");
        await harness.Client.RaiseEventAsync("one", "blue", "b");
        await harness.Client.RaiseEventAsync("one", "red", "r");

        await probe.ExpectAsync("r", "b");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EventNames_IgnoreCase(bool before)
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("case", async (context, n) =>
        {
            await Probe.SeeAsync(context, "up");
            if (before)
            {
                await context.WaitForEventAsync<int>("open");
            }

            await Probe.SeeAsync(context, await context.WaitForEventAsync<string>("Pod-Ended"));
            return n;
        }));
        await harness.Client.StartAsync("case", "one", 0);
        await probe.ExpectAsync("up");

        await harness.Client.RaiseEventAsync("one", "pod-ENDED", "heard");
        await harness.Client.RaiseEventAsync("one", "OPEN", 0);

        await probe.ExpectAsync("heard");
    }

    /// <summary>Durable Task gives an event to the newest wait of its name: so there is one, and it stands while timers come and go.</summary>
    [Fact]
    public async Task StandingWait_OutlivesTimersBesideIt_AndGetsEachEventInOrder()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("standing", async (context, n) =>
        {
            var wait = context.WaitForEventAsync<int>("tick");
            while (n > 0)
            {
                using var cancellation = new CancellationTokenSource();
                var timer = context.CreateTimerAsync(context.Now + Minute, cancellation.Token);
                await Probe.SeeAsync(context, "set");
                if (await Task.WhenAny(wait, timer) == timer)
                {
                    await Probe.SeeAsync(context, "timer");
                    continue;
                }

                cancellation.Cancel();
                await Probe.SeeAsync(context, await wait);
                wait = context.WaitForEventAsync<int>("tick");
                n--;
            }

            return n;
        }));
        await harness.Client.StartAsync("standing", "one", 3);
        await probe.ExpectAsync("set");
        for (var i = 0; i < 3; i++)
        {
            await harness.AdvanceAsync(Minute);
            await probe.ExpectAsync("timer", "set");
        }

        await harness.RestartAsync();
        for (var i = 1; i <= 3; i++)
        {
            await harness.Client.RaiseEventAsync("one", "tick", i);
        }

        await probe.ExpectAsync("1", "set", "2", "set", "3");
        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_ArrivesInOrder()
    {
        await using var harness = await OpenAsync(catalog => catalog
            .AddOrchestrator<int, int>("sender", async (context, n) =>
            {
                for (var i = 0; i < n; i++)
                {
                    context.SendEvent("receiver", "item", i);
                    if (i % 2 == 0)
                    {
                        await Probe.SeeAsync(context, "sent");
                    }
                }

                return n;
            })
            .AddOrchestrator<int, int>("receiver", async (context, n) =>
            {
                var items = new List<int>();
                while (items.Count < n)
                {
                    items.Add(await context.WaitForEventAsync<int>("item"));
                }

                await Probe.SeeAsync(context, string.Join(',', items));
                return n;
            }));
        await harness.Client.StartAsync("receiver", "receiver", 6);

        await harness.Client.StartAsync("sender", "sender", 6);

        await harness.CompletedAsync("receiver");
        Assert.Contains("0,1,2,3,4,5", probe.Rest());
        await harness.CompletedAsync("sender");
    }

    [Fact]
    public async Task SendEvent_ToItself_Arrives()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("self", async (context, n) =>
        {
            context.SendEvent(context.InstanceId, "echo", n);
            return await context.WaitForEventAsync<int>("echo");
        }));

        await harness.Client.StartAsync("self", "one", 1);

        await harness.CompletedAsync("one");
    }

    [Fact]
    public async Task Events_ToMissingOrFinishedInstances_AreDropped()
    {
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<bool, int>("maybe", async (context, wait) =>
        {
            context.SendEvent("nobody", "lost", 0);
            return wait ? await context.WaitForEventAsync<int>("lost") : 0;
        }));
        await harness.Client.RaiseEventAsync("one", "lost", 1);
        await harness.Client.StartAsync("maybe", "one", false);
        await harness.CompletedAsync("one");
        await harness.Client.RaiseEventAsync("one", "lost", 2);

        // A second start must not see what came before it.
        await harness.Client.StartAsync("maybe", "one", true);
        await harness.RestartAsync();
        Assert.Equal(OrchestrationState.Running, (await harness.Client.GetAsync("one"))?.State);
        await harness.Client.RaiseEventAsync("one", "lost", 3);

        await harness.CompletedAsync("one");
        Assert.Null(await harness.Client.GetAsync("nobody"));
    }

    [Fact]
    public async Task Messages_ThatWaitWhenAStepStarts_GoIntoThatStep()
    {
        using var inStep = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        await using var harness = await OpenAsync(catalog => catalog.AddOrchestrator<int, int>("batch", async (context, n) =>
        {
            await context.WaitForEventAsync<int>("begin");
            if (!context.IsReplaying)
            {
                inStep.Release();
                Assert.True(mayEnd.Wait(Probe.Patience));
            }

            var steps = new HashSet<DateTimeOffset>();
            for (var i = 0; i < n; i++)
            {
                await context.WaitForEventAsync<int>("more");
                steps.Add(context.Now);
            }

            await Probe.SeeAsync(context, steps.Count);
            return n;
        }));
        await harness.Client.StartAsync("batch", "one", 3);
        await harness.Client.RaiseEventAsync("one", "begin", 0);
        Assert.True(await inStep.WaitAsync(Probe.Patience));

        for (var i = 0; i < 3; i++)
        {
            await harness.Client.RaiseEventAsync("one", "more", i);
            await harness.AdvanceAsync(Minute);
        }

        mayEnd.Release();

        await probe.ExpectAsync("1");
    }
}
