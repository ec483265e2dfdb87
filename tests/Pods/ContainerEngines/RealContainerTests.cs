using System.Diagnostics;
using JobFlows.Conformance.Pods;
using JobFlows.Conformance.Skipping;
using JobFlows.Domain.Core;
using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Tests.Processes;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>What shows only with real containers.</summary>
public abstract partial class RealContainerTests : ProcessTest
{
    private readonly BusyBoxImage image;

    protected RealContainerTests(BusyBoxImage image)
    {
        this.image = image;

        // As it is by default: the command is process 1.
        var tool = image.Tool with { CreateOptions = [.. image.Tool.CreateOptions.Where(option => option != "--init")] };
        Home.Change = options => options with { ContainerTool = tool };
    }

    [ConformanceFact]
    public async Task Image_SaysWhatRunsWhereAndWithWhich()
    {
        var pod = Box(container => container with { Command = null });

        await RunAsync(pod);

        Assert.Equal("/home from-the-image\n", await ReadLogAsync(pod));
    }

    [ConformanceFact]
    public async Task Args_ReplaceOnlyTheImagesCmd()
    {
        var pod = Box(container => container with { Command = null, Args = ["echo $FROM of args; id -u"], SecurityContext = new SecurityContext { RunAsUser = 12345 } });

        await RunAsync(pod);

        Assert.Equal("from-the-image of args\n12345\n", await ReadLogAsync(pod));
    }

    [ConformanceFact]
    public async Task Command_IsNotThere_IsAStartError()
    {
        var report = await RunAsync(Box(container => container with { Command = ["no-such-command"] }));

        Assert.Equal((128, "StartError"), (Terminated(report).ExitCode, Terminated(report).Reason));
        Assert.EndsWith("unable to start container process: exec: \"no-such-command\": executable file not found in $PATH", Terminated(report).Message);
    }

    [ConformanceFact]
    public async Task WorkingDirectory_IsNotInTheImage_IsMade()
    {
        var pod = Box(container => container with { Command = ["sh", "-c", "touch file; pwd; ls"], WorkingDir = "/not/there" });

        await RunAsync(pod);

        Assert.Equal("/not/there\nfile\n", await ReadLogAsync(pod));
        Assert.Equal(0, (await Reports.StoppedAsync(Ref(pod))).Status!.ContainerStatuses![0].RestartCount);
    }

    [ConformanceFact]
    public async Task EmptyDir_IsSharedAndHasTheWorkingDirectory()
    {
        var pod = Box(
            container => Mounted(container, "/data") with { Command = ["sh", "-c", "pwd; cat ../file"], WorkingDir = "/data/below" },
            spec => WithEmptyDir(spec) with
            {
                InitContainers = [Mounted(new Container { Name = "init", Image = image.Name, Command = ["sh", "-c", "echo written > /data/file"] }, "/data")],
            });

        await RunAsync(pod);

        Assert.Equal("/data/below\nwritten\n", await ReadLogAsync(pod));
    }

    [ConformanceFact]
    public async Task Probe_TakesTooLong_ItsCommandIsKilledAndTheContainerGoesOn()
    {
        var seconds = $"1000.{Random.Shared.Next()}";
        var probe = new Probe { PeriodSeconds = 600, TimeoutSeconds = 1, FailureThreshold = 1, Exec = new ExecAction { Command = ["sleep", seconds] } };
        var pod = Box(container => container with { Command = ["sleep", "1000"], ReadinessProbe = probe });
        await Runtime.StartAsync([pod]);

        await Reports.WaitAsync(Ref(pod), report => report.Events.Any(one => one.Reason == "Unhealthy"));

        while (Running(seconds))
        {
            await Task.Delay(20);
        }

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromSeconds(1));
        Assert.Equal(137, Terminated(await Reports.StoppedAsync(Ref(pod))).ExitCode);
    }

    [ConformanceFact]
    public async Task Supervisor_IsKilled_NoContainerIsLeft()
    {
        var pod = Box(container => container with { Command = ["sleep", "1000"] });
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));
        var supervisor = Directory.EnumerateDirectories("/proc").First(folder => CommandLine(folder).Contains($"--directory\0{Home.Options.Directory}\0", StringComparison.Ordinal));

        Process.GetProcessById(int.Parse(Path.GetFileName(supervisor))).Kill();

        Assert.Equal("ContainerStatusUnknown", Terminated(await Reports.StoppedAsync(Ref(pod))).Reason);
        while ((await ToolProcess.RunAsync(image.Tool.Path, ["ps", "--all", "--quiet", "--filter", $"label={Home.Label}"], [], CancellationToken.None)).Output.Length > 0)
        {
            await Task.Delay(20);
        }
    }

    private static bool Running(string text) => Directory.EnumerateDirectories("/proc").Any(folder => CommandLine(folder).StartsWith($"sleep\0{text}\0", StringComparison.Ordinal));

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

    private Pod Box(Func<Container, Container> container, Func<PodSpec, PodSpec>? spec = null) => MakePod("", main => container(main with { Image = image.Name }), spec);
}
