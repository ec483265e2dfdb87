using JobFlows.Conformance.Skipping;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Pods;

namespace JobFlows.Conformance.Pods;

/// <summary>Probes, hooks, messages, sidecars and restarts.</summary>
public abstract partial class RunningPodConformance
{
    private static readonly Probe Quick = new() { PeriodSeconds = 1, FailureThreshold = 1 };

    [ConformanceFact]
    public async Task TerminationMessage_IsWhatTheContainerWrote()
    {
        var pod = MakePod("message", "Never", MakeScript("main", "printf DONE > /dev/termination-log; exit 4"));

        await Runtime.StartAsync([pod]);

        Assert.Equal("DONE", (await EndAsync(pod)).Message);
    }

    [ConformanceFact]
    public async Task TerminationMessage_IsCutToItsLast4096Bytes()
    {
        var pod = MakePod("long", "Never", MakeScript("main", "printf 'x%.0s' $(seq 5000) > /dev/termination-log; printf y >> /dev/termination-log"));

        await Runtime.StartAsync([pod]);

        Assert.Equal(new string('x', 4095) + "y", (await EndAsync(pod)).Message);
    }

    [ConformanceTheory]
    [InlineData("echo log; exit 1", "FallbackToLogsOnError", "log\n")]
    [InlineData("echo log; exit 0", "FallbackToLogsOnError", null)]
    [InlineData("echo log; exit 1", "File", null)]
    [InlineData("echo log; printf file > /dev/termination-log; exit 1", "FallbackToLogsOnError", "file")]
    public async Task TerminationMessagePolicy_SaysWhenTheLogCounts(string script, string policy, string? message)
    {
        var pod = MakePod("policy", "Never", MakeScript("main", script) with { TerminationMessagePolicy = policy });

        await Runtime.StartAsync([pod]);

        Assert.Equal(message, (await EndAsync(pod)).Message);
    }

    [ConformanceFact]
    public async Task ReadinessProbe_DecidesWhetherTheContainerIsReady()
    {
        var container = MakeScript("main", UntilExists("go")) with { ReadinessProbe = Quick with { Exec = Exec($"test -e {Shared}/well") } };
        var pod = MakePod("readiness", "Never", container);
        await Runtime.StartAsync([pod]);
        await TellsAsync(pod, "Unhealthy", "Readiness probe failed: ");
        Assert.DoesNotContain(Reports.Of(Ref(pod)), report => report.Status!.ContainerStatuses![0].Ready == true);

        Touch("well");
        var ready = await Reports.WaitAsync(Ref(pod), report => report.Status!.ContainerStatuses![0].Ready == true);
        Assert.Equal("True", ready.Status!.Conditions!.Single(condition => condition.Type == "Ready").Status);

        File.Delete(Path.Combine(Shared, "well"));
        await Reports.WaitAsync(Ref(pod), report => report.Status!.ContainerStatuses![0] is { Ready: false, State.Running: not null } && Reports.Of(Ref(pod)).Contains(ready)
            && Reports.Of(Ref(pod)).ToList().IndexOf(report) > Reports.Of(Ref(pod)).ToList().IndexOf(ready));
        Touch("go");
        await Reports.StoppedAsync(Ref(pod));
    }

    [ConformanceFact]
    public async Task LivenessProbe_Fails_ContainerIsStartedAgain()
    {
        var script = $"if [ -e {Shared}/again ]; then exit 0; fi; touch {Shared}/again; sleep 1000";
        var container = MakeScript("main", script) with { LivenessProbe = Quick with { Exec = Exec($"echo ill; test ! -e {Shared}/again") } };
        var pod = MakePod("liveness", "OnFailure", container);

        await Runtime.StartAsync([pod]);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Succeeded", 1), (status.Phase, status.ContainerStatuses![0].RestartCount));
        Assert.Equal(143, status.ContainerStatuses[0].LastState!.Terminated!.ExitCode);
        await TellsAsync(pod, "Unhealthy", "Liveness probe failed: ill\n");
        await TellsAsync(pod, "Killing", "Container main failed liveness probe, will be restarted");
    }

    [ConformanceFact]
    public async Task LivenessProbe_OfAContainerThatIsNotRestarted_EndsThePod()
    {
        var container = MakeContainer("main", ["sleep", "1000"]) with { LivenessProbe = Quick with { Exec = Exec("exit 1") } };
        var pod = MakePod("liveness-never", "Never", container);

        await Runtime.StartAsync([pod]);

        Assert.Equal("Failed", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        await TellsAsync(pod, "Killing", "Container main failed liveness probe");
    }

    [ConformanceFact]
    public async Task LivenessProbe_TakesTooLong_IsAFailure()
    {
        var container = MakeContainer("main", ["sleep", "1000"]) with { LivenessProbe = Quick with { TimeoutSeconds = 1, Exec = Exec("sleep 1000") } };
        var pod = MakePod("liveness-slow", "Never", container);

        await Runtime.StartAsync([pod]);

        await Reports.StoppedAsync(Ref(pod));
        await TellsAsync(pod, "Unhealthy", "Liveness probe failed: command timed out");
    }

    [ConformanceFact]
    public async Task StartupProbe_HoldsBackTheOthers()
    {
        var container = MakeScript("main", UntilExists("go")) with
        {
            StartupProbe = Quick with { FailureThreshold = 1000, Exec = Exec($"test -e {Shared}/up") },
            LivenessProbe = Quick with { FailureThreshold = 1000, Exec = Exec($"touch {Shared}/asked") },
        };
        var pod = MakePod("startup", "Never", container);
        await Runtime.StartAsync([pod]);
        await TellsAsync(pod, "Unhealthy", "Startup probe failed: ");
        Assert.False(File.Exists(Path.Combine(Shared, "asked")));
        Assert.DoesNotContain(Reports.Of(Ref(pod)), report => report.Status!.ContainerStatuses![0] is { Started: true } or { Ready: true });

        Touch("up");
        await Reports.WaitAsync(Ref(pod), report => report.Status!.ContainerStatuses![0] is { Started: true, Ready: true });
        await ExistsAsync("asked");
        Touch("go");
        await Reports.StoppedAsync(Ref(pod));
    }

    [ConformanceFact]
    public async Task TcpAndHttpProbes_OfAClosedPort_SayWhy()
    {
        var closed = new IntOrString(1);
        var container = MakeScript("main", UntilExists("go")) with
        {
            ReadinessProbe = Quick with { TcpSocket = new TCPSocketAction { Port = closed } },
            LivenessProbe = Quick with { FailureThreshold = 1000, HttpGet = new HTTPGetAction { Port = closed, Path = "/healthz" } },
        };
        var pod = MakePod("ports", "Never", container);

        await Runtime.StartAsync([pod]);

        await TellsAsync(pod, "Unhealthy", "Readiness probe failed: dial tcp 127.0.0.1:1: connect: connection refused");
        await TellsAsync(pod, "Unhealthy", "Liveness probe failed: Get \"http://127.0.0.1:1/healthz\": dial tcp 127.0.0.1:1: connect: connection refused");
        Touch("go");
        await Reports.StoppedAsync(Ref(pod));
    }

    [ConformanceFact]
    public async Task PostStart_RunsBeforeTheContainerCountsAsRunning()
    {
        var container = MakeScript("main", UntilExists("go")) with { Lifecycle = new Lifecycle { PostStart = new LifecycleHandler { Exec = Exec($"touch {Shared}/hooked; {UntilExists("release")}") } } };
        var pod = MakePod("post-start", "Never", container);
        await Runtime.StartAsync([pod]);
        await ExistsAsync("hooked");
        Assert.DoesNotContain(Reports.Of(Ref(pod)), report => report.Status!.ContainerStatuses![0].State!.Running is not null);

        Touch("release");
        await Reports.RunningAsync(Ref(pod));
        Touch("go");
        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
    }

    [ConformanceFact]
    public async Task PostStart_Fails_ContainerIsKilled()
    {
        var container = MakeContainer("main", ["sleep", "1000"]) with { Lifecycle = new Lifecycle { PostStart = new LifecycleHandler { Exec = Exec("exit 1") } } };
        var pod = MakePod("bad-hook", "Never", container);

        await Runtime.StartAsync([pod]);

        Assert.Equal(143, (await EndAsync(pod)).ExitCode);
        await TellsAsync(pod, "FailedPostStartHook", "PostStartHook failed");
        await TellsAsync(pod, "Killing", "FailedPostStartHook");
    }

    [ConformanceFact]
    public async Task PreStop_RunsBeforeTheSignal()
    {
        var script = $"trap 'echo term >> {Shared}/order; exit 0' TERM; touch {Shared}/ready; while :; do sleep 0.05; done";
        var container = MakeScript("main", script) with { Lifecycle = new Lifecycle { PreStop = new LifecycleHandler { Exec = Exec($"sleep 0.3; echo hook >> {Shared}/order") } } };
        var pod = MakePod("pre-stop", "Never", container);
        await Runtime.StartAsync([pod]);
        await ExistsAsync("ready");

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(5));

        await Reports.StoppedAsync(Ref(pod));
        Assert.Equal(["hook", "term"], await File.ReadAllLinesAsync(Path.Combine(Shared, "order")));
    }

    [ConformanceFact]
    public async Task PreStop_NeverEnds_GracePeriodIsKeptAndTheSignalIsSent()
    {
        var container = MakeScript("main", $"trap 'touch {Shared}/term; exit 0' TERM; touch {Shared}/ready; while :; do sleep 0.05; done") with { Lifecycle = new Lifecycle { PreStop = new LifecycleHandler { Exec = Exec("sleep 1000") } } };
        var pod = MakePod("pre-stop-hangs", "Never", container);
        await Runtime.StartAsync([pod]);
        await ExistsAsync("ready");

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromSeconds(1));

        await Reports.StoppedAsync(Ref(pod));
        if (TellsEventsAfterTheEnd)
        {
            await TellsAsync(pod, "FailedPreStopHook", "PreStopHook failed");
        }

        Assert.True(File.Exists(Path.Combine(Shared, "term")));
    }

    [ConformanceFact]
    public async Task Sidecar_OthersTookAllTheTime_GetsItsSignal()
    {
        var sidecar = MakeScript("beside", $"trap 'touch {Shared}/term; exit 0' TERM; touch {Shared}/beside; while :; do sleep 0.05; done") with { RestartPolicy = "Always" };
        var pod = MakePod("late-sidecar", "Never", MakeScript("main", $"trap '' TERM; touch {Shared}/ready; while :; do sleep 0.05; done"));
        pod = pod with { Spec = pod.Spec! with { InitContainers = [sidecar] } };
        await Runtime.StartAsync([pod]);
        await ExistsAsync("beside");
        await ExistsAsync("ready");

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMilliseconds(100));

        await Reports.StoppedAsync(Ref(pod));
        Assert.True(File.Exists(Path.Combine(Shared, "term")));
    }

    [ConformanceFact]
    public async Task Sidecars_EndLastToFirst_AndTheirExitCodesDoNotCount()
    {
        var script = $"trap 'echo $0 >> {Shared}/order; exit 7' TERM; touch {Shared}/$0; while :; do sleep 0.05; done";
        var one = MakeContainer("one", ["sh", "-c", script, "one"]) with { RestartPolicy = "Always" };
        var two = MakeContainer("two", ["sh", "-c", script, "two"]) with { RestartPolicy = "Always" };
        var pod = MakePod("sidecars", "Never", MakeScript("main", $"{UntilExists("one")}; {UntilExists("two")}; echo main >> {Shared}/order"));
        pod = pod with { Spec = pod.Spec! with { InitContainers = [one, two], TerminationGracePeriodSeconds = 600 } };

        await Runtime.StartAsync([pod]);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal(["main", "two", "one"], await File.ReadAllLinesAsync(Path.Combine(Shared, "order")));
    }

    [ConformanceFact]
    public async Task Sidecar_WithStartupProbe_HoldsBackWhatComesAfterIt()
    {
        var sidecar = MakeScript("side", $"trap 'exit 0' TERM; while :; do sleep 0.05; done") with
        {
            RestartPolicy = "Always",
            StartupProbe = Quick with { FailureThreshold = 1000, Exec = Exec($"test -e {Shared}/up") },
        };
        var pod = MakePod("gated", "Never", MakeScript("main", $"touch {Shared}/ran"));
        pod = pod with { Spec = pod.Spec! with { InitContainers = [sidecar] } };
        await Runtime.StartAsync([pod]);
        await TellsAsync(pod, "Unhealthy", "Startup probe failed: ");
        Assert.False(File.Exists(Path.Combine(Shared, "ran")));

        Touch("up");

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
    }

    [ConformanceTheory]
    [InlineData(42, 1)]
    [InlineData(43, 0)]
    public async Task RestartPolicyRules_DecideByTheExitCode(int exitCode, int restarts)
    {
        var script = $"if [ -e {Shared}/again ]; then exit 0; fi; touch {Shared}/again; exit {exitCode}";
        var container = MakeScript("main", script) with
        {
            RestartPolicy = "Never",
            RestartPolicyRules = [new ContainerRestartRule { Action = "Restart", ExitCodes = new ContainerRestartRuleOnExitCodes { Operator = "In", Values = [42] } }],
        };
        var pod = MakePod("rules", "Never", container);

        await Runtime.StartAsync([pod]);

        Assert.Equal(restarts, (await Reports.StoppedAsync(Ref(pod))).Status!.ContainerStatuses![0].RestartCount);
    }

    [ConformanceFact]
    public async Task ContainerThatKeepsFailing_WaitsInCrashLoopBackOff()
    {
        var pod = MakePod("crashing", "Always", MakeScript("main", "exit 1"));

        await Runtime.StartAsync([pod]);

        var report = await Reports.WaitAsync(Ref(pod), one => one.Status!.ContainerStatuses![0].State!.Waiting?.Reason == "CrashLoopBackOff");
        var container = report.Status!.ContainerStatuses![0];
        Assert.Equal(("Running", 1), (report.Status.Phase, container.LastState!.Terminated!.ExitCode));
        Assert.StartsWith("back-off 10s restarting failed container=main pod=crashing_default(", container.State!.Waiting!.Message);
        await Runtime.StopAsync(Ref(pod), TimeSpan.Zero);
        await Reports.StoppedAsync(Ref(pod));
    }

    [ConformanceFact]
    public async Task ActiveDeadline_Passes_PodFails()
    {
        var pod = MakePod("deadline", ["sleep", "1000"]);
        pod = pod with { Spec = pod.Spec! with { ActiveDeadlineSeconds = 1 } };

        await Runtime.StartAsync([pod]);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Failed", "DeadlineExceeded"), (status.Phase, status.Reason));
        Assert.Equal("Pod was active on the node longer than the specified deadline", status.Message);
    }

    [ConformanceFact]
    public async Task Stop_PodThatStillInitializes_EndsWithoutRunningTheRest()
    {
        var pod = MakePod("early", "Never", MakeScript("main", $"touch {Shared}/ran"));
        pod = pod with { Spec = pod.Spec! with { InitContainers = [MakeScript("one", $"touch {Shared}/begun; exec sleep 1000")] } };
        await Runtime.StartAsync([pod]);
        await ExistsAsync("begun");

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(5));

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Failed", "PodInitializing"), (status.Phase, status.ContainerStatuses![0].State!.Waiting!.Reason));
        Assert.False(File.Exists(Path.Combine(Shared, "ran")));
    }

    private static ExecAction Exec(string script) => new() { Command = ["sh", "-c", script] };

    private async Task<ContainerStateTerminated> EndAsync(Pod pod) => (await Reports.StoppedAsync(Ref(pod))).Status!.ContainerStatuses![0].State!.Terminated!;

    private Task<PodReport> TellsAsync(Pod pod, string reason, string message) =>
        Reports.WaitAsync(Ref(pod), report => report.Events.Any(one => one.Reason == reason && one.Message.StartsWith(message, StringComparison.Ordinal)));
}
