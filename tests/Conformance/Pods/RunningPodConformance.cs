using System.Text;
using JobFlows.Conformance.Skipping;
using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Conformance.Pods;

/// <summary>What runtimes do that really run commands.</summary>
public abstract partial class RunningPodConformance : PodRuntimeConformance
{
    /// <summary>A folder that containers can see under the same path.</summary>
    protected string Shared { get; } = Directory.CreateTempSubdirectory("pods-shared-").FullName;

    /// <summary>How many pods are many.</summary>
    protected virtual int Many => 200;

    /// <summary>Whether what is noticed only after a pod's end, such as how a hook ended that was cut off, is told every time.</summary>
    protected virtual bool TellsEventsAfterTheEnd => true;

    [ConformanceFact]
    public async Task Start_CommandSucceeds_PodSucceeds()
    {
        var pod = MakePod("ok", ["true"]);

        await Runtime.StartAsync([pod]);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal("Succeeded", status.Phase);
        var container = Assert.Single(status.ContainerStatuses!);
        Assert.Equal((0, "Completed"), (container.State!.Terminated!.ExitCode, container.State.Terminated.Reason));
        Assert.Equal((false, 0), (container.Ready, container.RestartCount));
        Assert.NotNull(container.State.Terminated.StartedAt);
        Assert.NotNull(container.State.Terminated.FinishedAt);
        Assert.Equal("False", status.Conditions!.Single(condition => condition.Type == "Ready").Status);
        Assert.Equal("PodCompleted", status.Conditions!.Single(condition => condition.Type == "Ready").Reason);
        Assert.Equal("True", status.Conditions!.Single(condition => condition.Type == "PodScheduled").Status);
    }

    [ConformanceTheory]
    [InlineData("exit 3", 3)] // Kubernetes makes one dollar sign of two.
    [InlineData("kill -KILL $$$$", 137)]
    [InlineData("kill -TERM $$$$", 143)]
    public async Task Start_CommandFails_PodFailsWithItsExitCode(string script, int exitCode)
    {
        var pod = MakePod("bad", "Never", MakeScript("main", script));

        await Runtime.StartAsync([pod]);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal("Failed", status.Phase);
        var terminated = Assert.Single(status.ContainerStatuses!).State!.Terminated!;
        Assert.Equal((exitCode, "Error"), (terminated.ExitCode, terminated.Reason));
    }

    [ConformanceFact]
    public async Task Start_Events_TellTheStory()
    {
        var pod = MakePod("story", ["true"]);

        await Runtime.StartAsync([pod]);

        await Reports.StoppedAsync(Ref(pod));
        var told = Reports.Of(Ref(pod)).SelectMany(report => report.Events).ToList();
        Assert.Equal(["Scheduled", "Pulled", "Created", "Started"], told.Select(one => one.Reason));
        Assert.Equal("spec.containers{main}", told[^1].FieldPath);
    }

    [ConformanceFact]
    public async Task Start_Twice_RunsOnce()
    {
        var pod = MakePod("once", "Never", MakeScript("main", $"echo run >> {Shared}/runs; {UntilExists("go")}"));
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await Runtime.StartAsync([pod]);
        Touch("go");

        await Reports.StoppedAsync(Ref(pod));
        Assert.Equal(["run"], await File.ReadAllLinesAsync(Path.Combine(Shared, "runs")));
    }

    [ConformanceFact]
    public async Task Start_PodThatHasEnded_IsToldAgainNotRunAgain()
    {
        var pod = MakePod("ended", "Never", MakeScript("main", $"echo run >> {Shared}/runs; exit 4"));
        await Runtime.StartAsync([pod]);
        await Reports.StoppedAsync(Ref(pod));
        var later = new ReportLog();
        await CloseAsync(Runtime);

        await Open(later).StartAsync([pod]);

        var report = await later.StoppedAsync(Ref(pod));
        Assert.Equal(4, report.Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);
        Assert.Equal(["run"], await File.ReadAllLinesAsync(Path.Combine(Shared, "runs")));
    }

    [ConformanceFact]
    public async Task Start_AfterTheServerCameBack_PodsThatRunAreFound()
    {
        var pod = MakePod("survivor", "Never", MakeScript("main", $"echo before; {UntilExists("go")}; echo after; exit 5"));
        await Runtime.StartAsync([pod]);
        var running = await Reports.RunningAsync(Ref(pod));
        await CloseAsync(Runtime);

        var later = new ReportLog();
        var runtime = Open(later);
        await runtime.StartAsync([pod with { Status = running.Status }]);
        Touch("go");

        var report = await later.StoppedAsync(Ref(pod));
        Assert.Equal(5, report.Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);
        Assert.Equal("before\nafter\n", await ReadLogAsync(runtime, pod));
    }

    [ConformanceFact]
    public async Task Start_AfterTheServerCameBack_PodsThatEndedMeanwhileAreTold()
    {
        var pod = MakePod("meanwhile", "Never", MakeScript("main", $"{UntilExists("go")}; echo done > {Shared}/done; exit 6"));
        await Runtime.StartAsync([pod]);
        var running = await Reports.RunningAsync(Ref(pod));
        await CloseAsync(Runtime);
        Touch("go");
        await ExistsAsync("done");

        var later = new ReportLog();
        await Open(later).StartAsync([pod with { Status = running.Status }]);

        Assert.Equal(6, (await later.StoppedAsync(Ref(pod))).Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);
    }

    [ConformanceFact]
    public async Task Start_SaysRunningButNoTrace_FailsAndIsNotStarted()
    {
        var pod = MakePod("lost", "Never", MakeScript("main", $"touch {Shared}/ran"));

        await Runtime.StartAsync([pod with { Status = new PodStatus { Phase = "Running" } }]);

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal("Failed", report.Status!.Phase);
        var terminated = report.Status.ContainerStatuses![0].State!.Terminated!;
        Assert.Equal((137, "ContainerStatusUnknown"), (terminated.ExitCode, terminated.Reason));
        Assert.False(File.Exists(Path.Combine(Shared, "ran")));
    }

    [ConformanceFact]
    public async Task Stop_CommandEndsWellOnItsSignal_PodSucceeds()
    {
        var pod = MakePod("polite", "Never", MakeScript("main", $"trap 'echo bye; exit 0' TERM; touch {Shared}/ready; while :; do sleep 0.05; done"));
        await Runtime.StartAsync([pod]);
        await ExistsAsync("ready");

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(5));

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal("Succeeded", report.Status!.Phase);
        Assert.Equal("bye\n", await ReadLogAsync(Runtime, pod));
        Assert.Contains(Reports.Of(Ref(pod)).SelectMany(one => one.Events), one => one.Reason == "Killing");
    }

    [ConformanceFact]
    public async Task Stop_CommandWithoutHandler_FailsWith143()
    {
        var pod = MakePod("plain", ["sleep", "1000"]);
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(5));

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal("Failed", report.Status!.Phase);
        Assert.Equal(143, report.Status.ContainerStatuses![0].State!.Terminated!.ExitCode);
    }

    [ConformanceFact]
    public async Task Stop_CommandIgnoresItsSignal_IsKilledAfterTheGracePeriod()
    {
        var pod = MakePod("stubborn", "Never", MakeScript("main", $"trap '' TERM; touch {Shared}/ready; while :; do sleep 0.05; done"));
        await Runtime.StartAsync([pod]);
        await ExistsAsync("ready");

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromHours(1));
        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMilliseconds(50));

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal("Failed", report.Status!.Phase);
        Assert.Equal(137, report.Status.ContainerStatuses![0].State!.Terminated!.ExitCode);
    }

    [ConformanceFact]
    public async Task End_ProcessesLeftBehind_AreKilled()
    {
        var seconds = $"1000.{Random.Shared.Next()}";
        var pod = MakePod("littering", "Never", MakeScript("main", $"setsid sleep {seconds} & sleep {seconds} & (setsid env -i sleep {seconds} &); exit 0"));

        await Runtime.StartAsync([pod]);

        await Reports.StoppedAsync(Ref(pod));
        Assert.Empty(ProcessesOf(seconds));
    }

    [ConformanceFact]
    public async Task Restart_OnFailure_RunsAgainInTheSamePod()
    {
        var script = $"if [ -e {Shared}/again ]; then echo second; exit 0; fi; touch {Shared}/again; echo first; exit 1";
        var pod = MakePod("retry", "OnFailure", MakeScript("main", script));

        await Runtime.StartAsync([pod]);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Succeeded", 1), (status.Phase, status.ContainerStatuses![0].RestartCount));
        Assert.Equal(1, status.ContainerStatuses[0].LastState!.Terminated!.ExitCode);
        Assert.Equal("second\n", await ReadLogAsync(Runtime, pod));
        Assert.Equal("first\n", await ReadLogAsync(Runtime, pod, new LogQuery { Container = "main", Previous = true }));
    }

    [ConformanceFact]
    public async Task InitContainers_RunInOrderBeforeTheOthers()
    {
        var pod = MakePod("init", "Never", MakeScript("main", $"echo main >> {Shared}/order"));
        pod = pod with
        {
            Spec = pod.Spec! with
            {
                InitContainers = [MakeScript("one", $"sleep 0.1; echo one >> {Shared}/order"), MakeScript("two", $"echo two >> {Shared}/order")],
            },
        };

        await Runtime.StartAsync([pod]);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal("Succeeded", status.Phase);
        Assert.Equal(["one", "two"], status.InitContainerStatuses!.Select(container => container.Name));
        Assert.Equal(["one", "two", "main"], await File.ReadAllLinesAsync(Path.Combine(Shared, "order")));
    }

    [ConformanceFact]
    public async Task InitContainers_OneFails_PodFailsAndTheOthersNeverRun()
    {
        var pod = MakePod("noinit", "Never", MakeScript("main", $"touch {Shared}/ran"));
        pod = pod with { Spec = pod.Spec! with { InitContainers = [MakeScript("one", "exit 9")] } };

        await Runtime.StartAsync([pod]);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal("Failed", status.Phase);
        Assert.Equal(9, status.InitContainerStatuses![0].State!.Terminated!.ExitCode);
        Assert.Equal("False", status.Conditions!.Single(condition => condition.Type == "Initialized").Status);
        Assert.False(File.Exists(Path.Combine(Shared, "ran")));
    }

    [ConformanceFact]
    public async Task Sidecar_StartsBeforeAndEndsAfterTheOthers()
    {
        var sidecar = MakeScript("side", $"trap 'echo ended; exit 0' TERM; touch {Shared}/side; while :; do sleep 0.05; done") with { RestartPolicy = "Always" };
        var pod = MakePod("helped", "Never", MakeScript("main", UntilExists("side")));
        pod = pod with { Spec = pod.Spec! with { InitContainers = [sidecar], TerminationGracePeriodSeconds = 600 } };

        await Runtime.StartAsync([pod]);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("ended\n", await ReadLogAsync(Runtime, pod, new LogQuery { Container = "side" }));
    }

    [ConformanceFact]
    public async Task Containers_OneFails_PodFailsWhenAllHaveEnded()
    {
        var pod = MakePod("pair", "Never", MakeScript("good", UntilExists("go")), MakeScript("bad", "exit 2"));
        await Runtime.StartAsync([pod]);
        await Reports.WaitAsync(Ref(pod), report => report.Status?.ContainerStatuses?[1].State?.Terminated is not null && !report.Stopped);

        Touch("go");

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal("Failed", status.Phase);
        Assert.Equal([0, 2], status.ContainerStatuses!.Select(container => container.State!.Terminated!.ExitCode!.Value));
    }

    [ConformanceFact]
    public async Task Environment_IsWhatTheSpecSays()
    {
        var container = MakeScript("main", "echo $GREETING $0 $UID_OF_POD $HOSTNAME; pwd") with
        {
            Args = ["$(GREETING)$$(X)"],
            WorkingDir = "/usr",
            Env =
            [
                new EnvVar { Name = "WHO", Value = "world" },
                new EnvVar { Name = "GREETING", Value = "hello-$(WHO)" },
                new EnvVar { Name = "UID_OF_POD", ValueFrom = new EnvVarSource { FieldRef = new ObjectFieldSelector { FieldPath = "metadata.uid" } } },
            ],
        };
        var pod = MakePod("env-pod", "Never", container);

        await Runtime.StartAsync([pod]);

        await Reports.StoppedAsync(Ref(pod));
        Assert.Equal($"hello-world hello-world$(X) {pod.Metadata.Uid} env-pod\n/usr\n", await ReadLogAsync(Runtime, pod));
    }

    [ConformanceFact]
    public async Task Log_OfMuchOutput_IsWhole()
    {
        var pod = MakePod("chatty", "Never", MakeScript("main", "seq 1 100000; printf end"));

        await Runtime.StartAsync([pod]);

        await Reports.StoppedAsync(Ref(pod));
        var expected = string.Concat(Enumerable.Range(1, 100_000).Select(number => $"{number}\n")) + "end";
        Assert.Equal(expected, await ReadLogAsync(Runtime, pod));
        Assert.Equal("100000\nend", await ReadLogAsync(Runtime, pod, new LogQuery { Container = "main", TailLines = 2 }));
    }

    [ConformanceFact]
    public async Task Log_Followed_GoesOnUntilTheContainerEnds()
    {
        var pod = MakePod("followed", "Never", MakeScript("main", $"echo one; {UntilExists("go")}; echo two >&2"));
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));
        using var output = new SignalStream();

        var reading = Runtime.ReadLogAsync(Ref(pod), new LogQuery { Container = "main", Follow = true }, output);
        await output.ContainsAsync("one\n");
        Assert.False(reading.IsCompleted);
        Touch("go");

        Assert.True(await reading);
        Assert.Equal("one\ntwo\n", output.Text);
    }

    [ConformanceFact]
    public async Task Log_OfAnotherContainer_IsNotThere()
    {
        var pod = MakePod("unread", ["true"]);
        await Runtime.StartAsync([pod]);
        await Reports.StoppedAsync(Ref(pod));

        foreach (var name in (string[])["other", "../main", "", "."])
        {
            Assert.False(await Runtime.ReadLogAsync(Ref(pod), new LogQuery { Container = name }, Stream.Null), name);
        }
    }

    [ConformanceFact]
    public async Task Remove_PodThatEnded_TakesItsLog()
    {
        var pod = MakePod("gone", "Never", MakeScript("main", "echo text"));
        await Runtime.StartAsync([pod]);
        await Reports.StoppedAsync(Ref(pod));

        await Runtime.RemoveAsync([Ref(pod)]);

        while (await Runtime.ReadLogAsync(Ref(pod), new LogQuery { Container = "main" }, Stream.Null))
        {
            await Task.Yield();
        }
    }

    [ConformanceFact]
    public async Task Start_ManyPods_AllEnd()
    {
        var pods = Enumerable.Range(0, Many).Select(i => MakePod($"many-{i}", "Never", MakeScript("main", $"exit {i}"))).ToList();

        await Runtime.StartAsync(pods);

        for (var i = 0; i < pods.Count; i++)
        {
            Assert.Equal(i, (await Reports.StoppedAsync(Ref(pods[i]))).Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);
        }
    }

    /// <summary>Reads a log to its present end.</summary>
    protected static async Task<string> ReadLogAsync(IPodRuntime runtime, Pod pod, LogQuery? query = null)
    {
        using var output = new MemoryStream();
        Assert.True(await runtime.ReadLogAsync(Ref(pod), query ?? new LogQuery { Container = "main" }, output), "there is no log");
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Shell code that waits for a file in <see cref="Shared"/>.</summary>
    protected string UntilExists(string file) => $"while [ ! -e {Shared}/{file} ]; do sleep 0.02; done";

    /// <summary>The processes of this machine whose command line has this text.</summary>
    protected static IReadOnlyList<string> ProcessesOf(string text) => [.. Directory.EnumerateDirectories("/proc").Where(folder => CommandLine(folder).Contains(text))];

    /// <summary>Makes a file in <see cref="Shared"/>.</summary>
    protected void Touch(string file) => File.WriteAllText(Path.Combine(Shared, file), string.Empty);

    /// <summary>Waits until a container has made a file in <see cref="Shared"/>.</summary>
    protected async Task ExistsAsync(string file)
    {
        while (!File.Exists(Path.Combine(Shared, file)))
        {
            await Task.Delay(10);
        }
    }

    /// <inheritdoc/>
    protected override Task CleanUpAsync()
    {
        Directory.Delete(Shared, recursive: true);
        return Task.CompletedTask;
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
