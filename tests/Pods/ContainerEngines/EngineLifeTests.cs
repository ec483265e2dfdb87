using System.Diagnostics;
using JobFlows.Conformance.Pods;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>Containers from their creation to their removal.</summary>
public sealed class EngineLifeTests : EngineTest
{
    [Fact]
    public async Task Run_CommandEnds_ContainerIsCreatedStartedAndRemoved()
    {
        var pod = Box("echo out; echo err >&2; exit 3");

        var report = await RunAsync(pod);

        var name = $"jobflows-{pod.Metadata.Uid}-main-0";
        Assert.Equal(("Failed", 3), (report.Status!.Phase, Terminated(report).ExitCode));
        Assert.Equal(($"podman://id-of-{name}", $"{Image}@sha256:1dea"), (Terminated(report).ContainerID, report.Status.ContainerStatuses![0].ImageID));
        Assert.Equal(["Scheduled", "Pulled", "Created", "Started"], Reasons(pod));
        Assert.Contains("out\n", await ReadLogAsync(pod));
        Assert.Empty(Fake.Containers);
        Assert.StartsWith($"create --name {name} --label {Home.Label} ", Assert.Single(CallsOf("create")));
        Assert.Contains(" --pids-limit 4096 ", CallsOf("create").Single());
    }

    [Fact]
    public async Task Run_Variables_AreThereAndNotOnTheCommandLine()
    {
        var pod = Box("echo $PASSWORD $LANG", container => container with
        {
            Env = [new EnvVar { Name = "PASSWORD", Value = "secret" }, new EnvVar { Name = "LANG", Value = "xx" }],
        });

        await RunAsync(pod);

        Assert.Equal("secret xx\n", await ReadLogAsync(pod));
        Assert.DoesNotContain(Fake.Calls, call => call.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_CommandIsNotThere_IsAStartErrorWithoutALog()
    {
        var pod = Box("", container => container with { Command = ["no-such-command"] });

        var report = await RunAsync(pod);

        Assert.Equal((128, "StartError"), (Terminated(report).ExitCode, Terminated(report).Reason));
        Assert.EndsWith("unable to start container process: exec: \"no-such-command\": executable file not found in $PATH", Terminated(report).Message);
        Assert.Equal(["Scheduled", "Pulled", "Created", "Failed"], Reasons(pod));
        Assert.Equal("", await ReadLogAsync(pod));
        Assert.Empty(Fake.Containers);
    }

    [Fact]
    public async Task Run_ToolRefusesToCreate_ContainerWaitsAndHasNotRestarted()
    {
        Fake.RefuseToCreate("no space left on device");
        var pod = Box("exit 0");
        await Runtime.StartAsync([pod]);

        var waiting = (await WaitsWithAsync(pod, "CreateContainerError")).Status!.ContainerStatuses![0];
        Assert.Equal("no space left on device", waiting.State!.Waiting!.Message);
        Assert.Equal("Failed", Events(pod).Last().Reason);
        Fake.RefuseToCreate(null);

        Assert.Equal(0, (await Reports.StoppedAsync(Ref(pod))).Status!.ContainerStatuses![0].RestartCount);
    }

    [Fact]
    public async Task Run_WorkingDirectoryIsNotInTheImage_GetsAVolumeThere()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"not-there-{Guid.NewGuid():N}");
        var pod = Box("pwd", container => container with { WorkingDir = folder });
        await Runtime.StartAsync([pod]);
        while (!File.Exists(Path.Combine(Home.Options.Directory, "supervisor.sock")) || CallsSafely("create").Count < 2)
        {
            await Task.Delay(10);
        }

        Directory.CreateDirectory(folder);
        await Reports.StoppedAsync(Ref(pod));
        Directory.Delete(folder);
        Assert.Contains($" --mount type=volume,target={folder} ", CallsOf("create").Last());
    }

    [Fact]
    public async Task Stop_CommandIgnoresItsSignal_IsKilled()
    {
        var pod = Box("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMilliseconds(100));

        Assert.Equal(137, Terminated(await Reports.StoppedAsync(Ref(pod))).ExitCode);
        Assert.Equal(["TERM", "KILL"], CallsOf("kill").Select(call => call.Split(' ')[2]).Distinct());
        Assert.Empty(Fake.Containers);
    }

    [Fact]
    public async Task Stop_WithAStopSignal_SendsThat()
    {
        var pod = Box("trap 'exit 5' USR1; while :; do sleep 0.05; done", container => container with { Lifecycle = new Lifecycle { StopSignal = "SIGUSR1" } });
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(5));

        await Reports.StoppedAsync(Ref(pod));
        Assert.StartsWith("kill --signal SIGUSR1 ", CallsOf("kill").First());
    }

    [Fact]
    public async Task Probe_RunsInTheContainer()
    {
        var probe = new Probe { PeriodSeconds = 1, Exec = new ExecAction { Command = ["sh", "-c", "test $WHERE = inside"] } };
        var pod = Box("sleep 1000", container => container with { ReadinessProbe = probe, Env = [new EnvVar { Name = "WHERE", Value = "inside" }] });
        await Runtime.StartAsync([pod]);

        await Reports.WaitAsync(Ref(pod), report => report.Status!.ContainerStatuses![0].Ready == true);

        await Runtime.StopAsync(Ref(pod), TimeSpan.Zero);
        await Reports.StoppedAsync(Ref(pod));
    }

    [Fact]
    public async Task Supervisor_Begins_RemovesWhatAnotherLeftBeforeItCreatesAnything()
    {
        Fake.AddContainer("jobflows-left");

        await RunAsync(Box("exit 0"));

        Assert.Empty(Fake.Containers);
        Assert.Contains($"ps --all --quiet --no-trunc --filter label={Home.Label}", Fake.Calls);
        var order = Fake.Calls.Select(call => call.Split(' ')[0]).ToList();
        Assert.True(order.IndexOf("rm") < order.IndexOf("create"), string.Join(", ", order));
    }

    [Fact]
    public async Task Supervisor_IsKilled_ContainersOfItsPodsGo()
    {
        var pod = Box("sleep 1000");
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));
        using var supervisor = Process.GetProcessById(SupervisorOf(Home.Options.Directory));

        supervisor.Kill();

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal((137, "ContainerStatusUnknown"), (Terminated(report).ExitCode, Terminated(report).Reason));
        while (Fake.Containers.Count > 0)
        {
            await Task.Delay(10);
        }
    }

    private static int SupervisorOf(string folder) => Directory.EnumerateDirectories("/proc")
        .Where(one => int.TryParse(Path.GetFileName(one), out _))
        .Where(one => ReadCommandLine(one).Contains($"--directory\0{folder}\0", StringComparison.Ordinal))
        .Select(one => int.Parse(Path.GetFileName(one)))
        .First();

    private static string ReadCommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private List<string> CallsSafely(string verb)
    {
        try
        {
            return [.. CallsOf(verb)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
