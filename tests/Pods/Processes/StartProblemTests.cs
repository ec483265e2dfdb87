using JobFlows.Domain.Core;

namespace JobFlows.Pods.Tests.Processes;

public sealed class StartProblemTests : ProcessTest
{
    [Theory]
    [InlineData("nosuchprogram", "exec: \"nosuchprogram\": executable file not found in $PATH")]
    [InlineData("/no/such/program", "exec: \"/no/such/program\": stat /no/such/program: no such file or directory")]
    [InlineData("/etc/passwd", "exec: \"/etc/passwd\": permission denied")]
    public async Task Command_CannotBeRun_IsAStartError(string command, string message)
    {
        var report = await RunAsync(MakePod("", container => container with { Command = [command] }));

        Assert.Equal("Failed", report.Status!.Phase);
        var terminated = Terminated(report);
        Assert.Equal((128, "StartError"), (terminated.ExitCode, terminated.Reason));
        Assert.EndsWith(message, terminated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_CannotBeRunInASandbox_IsAStartError()
    {
        var pod = MakePod("", container => Mounted(container with { Command = ["nosuchprogram"] }, "/mnt"), WithEmptyDir);

        var terminated = Terminated(await RunAsync(pod));

        Assert.Equal((128, "StartError"), (terminated.ExitCode, terminated.Reason));
        Assert.EndsWith("exec: \"nosuchprogram\": executable file not found in $PATH", terminated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_UnknownAndNoCommand_WaitsAndSaysWhatToDo()
    {
        var pod = MakePod("", container => container with { Image = "example.com/tool:1", Command = null });
        await Runtime.StartAsync([pod]);

        var report = await Reports.WaitAsync(Ref(pod), one => one.Status is not null);

        var waiting = report.Status!.ContainerStatuses![0].State!.Waiting!;
        Assert.Equal(("Pending", "ErrImagePull"), (report.Status.Phase, waiting.Reason));
        Assert.Contains("image catalogue", waiting.Message, StringComparison.Ordinal);
        Assert.Contains(Events(pod), one => one is { Type: "Warning", Reason: "Failed", Message: "Error: ErrImagePull" });
        await Runtime.StopAsync(Ref(pod), TimeSpan.FromHours(1));
        Assert.Equal("Failed", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
    }

    [Fact]
    public async Task Volume_OfAKindThatIsNotOffered_IsToldAndThePodWaits()
    {
        var pod = MakePod("true", container => Mounted(container, "/mnt"), spec => spec with
        {
            Volumes = [new Volume { Name = "data", Nfs = new NFSVolumeSource { Server = "s", Path = "/" } }],
        });
        await Runtime.StartAsync([pod]);

        var report = await Reports.WaitAsync(Ref(pod), one => one.Events.Any(told => told.Reason == "FailedMount"));

        Assert.Equal(("Pending", "ContainerCreating"), (report.Status!.Phase, report.Status.ContainerStatuses![0].State!.Waiting!.Reason));
        Assert.Contains(Events(pod), one => one.Message.StartsWith("MountVolume.SetUp failed for volume \"data\" : nfs volumes are not offered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Volume_WithoutBubblewrap_FailsThePodAndSaysWhatToInstall()
    {
        Home.Change = options => options with { Bubblewrap = "/no/such/bwrap" };

        var report = await RunAsync(MakePod("true", container => Mounted(container, "/mnt"), spec => WithEmptyDir(spec) with { HostPID = true }));

        Assert.Equal(("Failed", "FailedMount"), (report.Status!.Phase, report.Status.Reason));
        Assert.Contains("apt-get install bubblewrap", report.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadline_Passes_FailsThePod()
    {
        var report = await RunAsync(MakePod("sleep 1000", spec: spec => spec with { ActiveDeadlineSeconds = 1 }));

        Assert.Equal(("Failed", "DeadlineExceeded"), (report.Status!.Phase, report.Status.Reason));
    }

    [Fact]
    public async Task Failure_WithMessageFromTheLog_HasItsEnd()
    {
        var pod = MakePod("echo useless; echo because >&2; exit 1", container => container with { TerminationMessagePolicy = "FallbackToLogsOnError" });

        Assert.Equal("useless\nbecause\n", Terminated(await RunAsync(pod)).Message);
    }
}
