using System.Diagnostics;
using JobFlows.Conformance.Pods;
using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Tests.Processes;

public sealed class SupervisorTests : ProcessTest
{
    [Fact]
    public async Task Killed_PodsThatRanAreReportedLostAndTheirProcessesGo()
    {
        var pod = MakePod("setsid sleep 1000 & exec sleep 1000");
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        Process.GetProcessById(Supervisor()).Kill();

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal("Failed", report.Status!.Phase);
        Assert.Equal((137, "ContainerStatusUnknown"), (Terminated(report).ExitCode, Terminated(report).Reason));
        Assert.Contains(report.Status.Conditions!, one => one is { Type: "DisruptionTarget", Status: "True", Reason: "DeletionByPodGC" });
        while (Marked(pod).Any())
        {
            await Task.Delay(10);
        }
    }

    [Fact]
    public async Task Killed_PodsThatNeverRanAreStartedByTheNextOne()
    {
        var catalogue = Path.GetTempFileName();
        await File.WriteAllTextAsync(catalogue, """{"images": [{"name": "later", "refuse": "not yet"}]}""");
        Home.Change = options => options with { CatalogueFile = catalogue };
        var pod = MakePod("exit 0", container => container with { Image = "later" });
        await Runtime.StartAsync([pod]);
        await Reports.WaitAsync(Ref(pod), report => report.Status is not null);
        await File.WriteAllTextAsync(catalogue, """{"images": []}""");

        Process.GetProcessById(Supervisor()).Kill();

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Home.Change = options => options;
        File.Delete(catalogue);
    }

    [Fact]
    public async Task Idle_WithoutServer_Ends()
    {
        Home.Change = options => options with { SupervisorIdle = TimeSpan.Zero };
        await RunAsync(MakePod("true"));
        var supervisor = Supervisor();

        await Runtime.DisposeAsync();

        await EndedAsync(supervisor);
    }

    [Fact]
    public async Task Second_ForTheSameFolder_GoesAwayAtOnce()
    {
        await RunAsync(MakePod("true"));

        using var second = Process.Start("dotnet", [.. Home.Options.SupervisorCommand.Skip(1), "--directory", Home.Options.Directory, "--node", "x", "--idle-seconds", "60"]);
        await second.WaitForExitAsync();

        Assert.Equal(0, second.ExitCode);
        Assert.Equal("Succeeded", (await RunAsync(MakePod("true"))).Status!.Phase);
    }

    [Fact]
    public async Task Shutdown_EndsThePodsAndTheSupervisor()
    {
        var pod = MakePod("sleep 1000");
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));
        var supervisor = Supervisor();

        await Runtime.ShutdownAsync();

        await EndedAsync(supervisor);
        Assert.Empty(Marked(pod));
    }

    [Fact]
    public async Task Folder_WithALongPath_Works()
    {
        Home.Change = options => options with { Directory = Path.Combine(options.Directory, new string('x', 120)) };

        Assert.Equal("Succeeded", (await RunAsync(MakePod("true"))).Status!.Phase);
    }

    [Fact]
    public async Task Server_ThatTakesNoReports_GetsThemAgain()
    {
        var pod = MakePod("exit 8");
        var deaf = new DeafReports();
        await using (var first = Home.Open(deaf))
        {
            await first.StartAsync([pod]);
            await deaf.Heard;
        }

        await Runtime.StartAsync([pod]);

        Assert.Equal(8, Terminated(await Reports.StoppedAsync(Ref(pod))).ExitCode);
        Assert.Contains(Events(pod), one => one.Reason == "Started");
    }

    private static IEnumerable<int> Marked(Pod pod) =>
        ProcessTree.All().Where(process => ProcessTree.HasEnvironment(process, $"JOBFLOWS_POD_UID={pod.Metadata.Uid}"));

    private int Supervisor() => ProcessTree.All().Single(IsSupervisor);

    private async Task EndedAsync(int supervisor)
    {
        while (IsSupervisor(supervisor))
        {
            await Task.Delay(10);
        }
    }

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
