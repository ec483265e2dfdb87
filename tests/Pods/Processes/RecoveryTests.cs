using System.Diagnostics;
using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>What becomes of pods that may go on when their supervisor is killed.</summary>
public sealed class RecoveryTests : ContentsTest
{
    [Theory]
    [InlineData("OnFailure")]
    [InlineData("Always")]
    public async Task Running_IsStartedAgainAndItsLastEndIsUnknown(string policy)
    {
        var pod = MakePod("echo run; sleep 1000", spec: spec => spec with { RestartPolicy = policy });
        var before = await StartAsync(pod);

        KillSupervisor();

        var report = await Reports.WaitAsync(Ref(pod), one => MainOf(one) is { State.Running: not null, RestartCount: 1 });
        Assert.Equal("Running", report.Status!.Phase);
        Assert.Equal((137, "ContainerStatusUnknown", "The container could not be located when the pod was terminated"), Last(report));
        Assert.Equal(before.Status!.StartTime, report.Status.StartTime);
        Assert.Contains(Events(pod), one => one.Reason == "SandboxChanged");
        Assert.DoesNotContain(Reports.Of(Ref(pod)), one => one.Status?.Phase is "Pending" or "Failed" && MainOf(one).RestartCount > 0);
        while (!(await ReadLogAsync(pod)).Contains("run", StringComparison.Ordinal))
        {
            await Task.Delay(10);
        }
    }

    [Fact]
    public async Task Running_WithoutAServerToTellOfIt_IsStartedAgain()
    {
        var pod = MakePod("sleep 1000", spec: spec => spec with { RestartPolicy = "OnFailure" });
        await StartAsync(pod);
        await Runtime.DisposeAsync();
        KillSupervisor();

        // What the server stored was older than what happened.
        var later = new Conformance.Pods.ReportLog();
        await using var runtime = Home.Open(later);
        await runtime.StartAsync([pod with { Status = new PodStatus { Phase = "Pending" } }]);

        var report = await later.WaitAsync(Ref(pod), one => MainOf(one) is { State.Running: not null });
        Assert.Equal(1, MainOf(report).RestartCount);
    }

    [Fact]
    public async Task Volumes_KeepWhatWasWritten()
    {
        var pod = WithVolume("cat /mnt/file 2>/dev/null && exit 0; echo kept > /mnt/file; sleep 1000", new Volume { EmptyDir = new EmptyDirVolumeSource() });
        pod = pod with { Spec = pod.Spec! with { RestartPolicy = "OnFailure" } };
        await StartAsync(pod);
        while (!File.Exists(Path.Combine(Home.Options.Directory, pod.Metadata.Uid!, ".volumes", "data", "file")))
        {
            await Task.Delay(10);
        }

        KillSupervisor();

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("kept\n", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task InitContainers_ThatWereDone_StayDone()
    {
        var runs = Path.Combine(Home.Options.Directory, "..", "runs");
        var pod = WithInit(MakePod("sleep 1000", spec: spec => spec with { RestartPolicy = "OnFailure" }), $"echo x >> {runs}");
        await StartAsync(pod);

        KillSupervisor();

        var report = await Reports.WaitAsync(Ref(pod), one => MainOf(one) is { State.Running: not null, RestartCount: 1 });
        Assert.Equal((0, 0), (report.Status!.InitContainerStatuses![0].State!.Terminated!.ExitCode, report.Status.InitContainerStatuses[0].RestartCount));
        Assert.Equal("x\n", await File.ReadAllTextAsync(runs));
    }

    [RootFact]
    public async Task InitContainers_WhoseWorkWasInMemory_RunAgain()
    {
        var pod = WithVolume("cat /mnt/file && sleep 1000", new Volume { EmptyDir = new EmptyDirVolumeSource { Medium = "Memory" } });
        pod = WithInit(pod with { Spec = pod.Spec! with { RestartPolicy = "OnFailure" } }, "echo made > /mnt/file");
        pod = pod with { Spec = pod.Spec! with { InitContainers = [Mounted(pod.Spec.InitContainers![0], "/mnt")] } };
        await StartAsync(pod);

        KillSupervisor();

        var report = await Reports.WaitAsync(Ref(pod), one => MainOf(one) is { State.Running: not null, RestartCount: 1 });
        Assert.Equal(1, report.Status!.InitContainerStatuses![0].RestartCount);
    }

    [Fact]
    public async Task InitContainer_ThatRan_RunsAgainBeforeTheOthers()
    {
        var order = Path.Combine(Home.Options.Directory, "..", "order");
        var pod = WithInit(
            MakePod($"echo main >> {order}", spec: spec => spec with { RestartPolicy = "OnFailure" }), $"echo init >> {order}; [ $(wc -l < {order}) -gt 1 ] || sleep 1000");
        await Runtime.StartAsync([pod]);
        await Reports.WaitAsync(Ref(pod), one => one.Status?.InitContainerStatuses?[0].State?.Running is not null);
        while (!File.Exists(order))
        {
            await Task.Delay(10);
        }

        KillSupervisor();

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("init\ninit\nmain\n", await File.ReadAllTextAsync(order));
    }

    [Fact]
    public async Task CrashLoop_StaysInBackOff()
    {
        var pod = MakePod("exit 3", spec: spec => spec with { RestartPolicy = "Always" });
        await Runtime.StartAsync([pod]);
        await Reports.WaitAsync(Ref(pod), one => MainOf(one) is { RestartCount: 1, State.Waiting.Reason: "CrashLoopBackOff" });
        var told = Reports.Of(Ref(pod)).Count;

        KillSupervisor();

        PodReport? next = null;
        while (next is null)
        {
            await Task.Delay(10);
            next = Reports.Of(Ref(pod)).Skip(told).FirstOrDefault();
        }

        Assert.Equal((1, "CrashLoopBackOff"), (MainOf(next).RestartCount, MainOf(next).State?.Waiting?.Reason));
        Assert.Equal((3, "Error"), (MainOf(next).LastState!.Terminated!.ExitCode, MainOf(next).LastState!.Terminated!.Reason));

        // The next crash makes it wait longer than the first did.
        var again = await Reports.WaitAsync(Ref(pod), one => MainOf(one) is { RestartCount: 2, State.Waiting: not null });
        Assert.Contains("back-off 20s", MainOf(again).State!.Waiting!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Containers_ThatHadEnded_KeepTheirEnd()
    {
        var pod = MakePod("sleep 1000", spec: spec => spec with
        {
            RestartPolicy = "OnFailure",
            Containers = [spec.Containers![0], spec.Containers[0] with { Name = "done", Command = ["true"] }],
        });
        await Runtime.StartAsync([pod]);
        await Reports.WaitAsync(Ref(pod), one => one.Status?.ContainerStatuses?[1].State?.Terminated is not null && MainOf(one).State?.Running is not null);

        KillSupervisor();

        var report = await Reports.WaitAsync(Ref(pod), one => MainOf(one) is { State.Running: not null, RestartCount: 1 });
        Assert.Equal((0, 0), (report.Status!.ContainerStatuses![1].State!.Terminated!.ExitCode, report.Status.ContainerStatuses[1].RestartCount));
    }

    [Fact]
    public async Task Sidecar_HasStartedBeforeTheContainersThatNeedIt()
    {
        var order = Path.Combine(Home.Options.Directory, "..", "order");
        var up = Path.Combine(Home.Options.Directory, "..", "up");
        var pod = MakePod($"echo main >> {order}; sleep 1000", spec: spec => spec with
        {
            RestartPolicy = "OnFailure",
            InitContainers =
            [
                spec.Containers![0] with
                {
                    Name = "side",
                    RestartPolicy = "Always",
                    Command = ["sh", "-c", $"echo side >> {order}; touch {up}; sleep 1000"],
                    StartupProbe = new Probe { Exec = new ExecAction { Command = ["test", "-e", up] }, PeriodSeconds = 1, FailureThreshold = 1000 },
                },
            ],
        });
        await StartAsync(pod);
        while (!File.Exists(order) || (await File.ReadAllLinesAsync(order)).Length < 2)
        {
            await Task.Delay(10);
        }

        File.Delete(up);
        KillSupervisor();

        await Reports.WaitAsync(Ref(pod), one => MainOf(one) is { State.Running: not null, RestartCount: 1 });
        while ((await File.ReadAllLinesAsync(order)).Length < 4)
        {
            await Task.Delay(10);
        }

        Assert.Equal(["side", "main", "side", "main"], await File.ReadAllLinesAsync(order));
    }

    [Fact]
    public async Task ReadinessGate_IsSeenByTheNextSupervisor()
    {
        var pod = MakePod("sleep 1000", spec: spec => spec with { RestartPolicy = "Always", ReadinessGates = [new PodReadinessGate { ConditionType = "example.com/up" }] });
        var closed = await StartAsync(pod);
        Assert.Equal(("False", "ReadinessGatesNotReady"), (Ready(closed).Status, Ready(closed).Reason));
        Assert.Equal("True", closed.Status!.Conditions!.Single(one => one.Type == "ContainersReady").Status);

        await Runtime.StartAsync([pod with { Status = closed.Status with { Conditions = [.. closed.Status.Conditions!, new PodCondition { Type = "example.com/up", Status = "True" }] } }]);
        await Reports.WaitAsync(Ref(pod), one => Ready(one).Status == "True");
        KillSupervisor();

        await Reports.WaitAsync(Ref(pod), one => MainOf(one) is { State.Running: not null, RestartCount: 1 } && Ready(one).Status == "True");
    }

    [Fact]
    public async Task Stopped_IsNotStartedAgain()
    {
        var starts = Path.Combine(Home.Options.Directory, "..", "starts");
        var pod = MakePod($"trap '' TERM; echo x >> {starts}; while :; do sleep 0.05; done", spec: spec => spec with { RestartPolicy = "Always" });
        await StartAsync(pod);
        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(5));

        KillSupervisor();

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal((137, "ContainerStatusUnknown"), (Terminated(report).ExitCode, Terminated(report).Reason));
        Assert.DoesNotContain(report.Status!.Conditions!, one => one.Type == "DisruptionTarget");
        Assert.Equal("x\n", await File.ReadAllTextAsync(starts));
    }

    [Fact]
    public async Task Deadline_GoesOnFromTheFirstStart()
    {
        var pod = MakePod("sleep 1000", spec: spec => spec with { RestartPolicy = "Always" });
        var before = await StartAsync(pod);
        await Runtime.DisposeAsync();
        KillSupervisor();

        var later = new Conformance.Pods.ReportLog();
        await using var runtime = Home.Open(later);
        var old = before.Status! with { StartTime = before.Status.StartTime - TimeSpan.FromHours(1) };
        await runtime.StartAsync([pod with { Status = old, Spec = pod.Spec! with { ActiveDeadlineSeconds = 1800 } }]);

        Assert.Equal("DeadlineExceeded", (await later.StoppedAsync(Ref(pod))).Status!.Reason);
    }

    private static Pod WithInit(Pod pod, string script) => pod with
    {
        Spec = pod.Spec! with { InitContainers = [new Container { Name = "init", Image = "busybox", Command = ["sh", "-c", script] }] },
    };

    private static PodCondition Ready(PodReport report) => report.Status?.Conditions?.FirstOrDefault(one => one.Type == "Ready") ?? new PodCondition();

    private static ContainerStatus MainOf(PodReport report) => report.Status?.ContainerStatuses?[0] ?? new ContainerStatus();

    private static (int?, string?, string?) Last(PodReport report) =>
        MainOf(report).LastState?.Terminated is { } last ? (last.ExitCode, last.Reason, last.Message) : default;

    private async Task<PodReport> StartAsync(Pod pod)
    {
        await Runtime.StartAsync([pod]);
        return await Reports.RunningAsync(Ref(pod));
    }

    private void KillSupervisor() => Process.GetProcessById(ProcessTree.All().Single(IsSupervisor)).Kill();

    private bool IsSupervisor(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains("--directory\0" + Home.Options.Directory);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
