using System.Diagnostics;
using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>Pods on a disk that gets full.</summary>
public sealed class DiskPressureTests : ContentsTest
{
    private const string Fill = "cat /dev/zero > /mnt/file; sleep 1000";

    private string Disk => Path.GetDirectoryName(Home.Options.Directory)!;

    [RootFact]
    public async Task FillsTheDisk_IsEvictedAndTheOthersGoOn()
    {
        await OnSmallDiskAsync(async () =>
        {
            var witness = await StartWitnessAsync();
            var hog = WithVolume(Fill, Empty);

            var report = await RunAsync(hog);

            Assert.Equal(("Failed", "Evicted"), (report.Status!.Phase, report.Status.Reason));
            Assert.Matches(
                @"^The node was low on resource: ephemeral-storage\. Threshold quantity: \d+(Ki|Mi)?, available: \d+(Ki|Mi)?\. (Container main was using \d+(Ki|Mi)?, request is 0, has larger consumption of ephemeral-storage\. )?$",
                report.Status.Message);
            Assert.Contains(report.Status.Conditions!, one => one is { Type: "DisruptionTarget", Status: "True", Reason: "TerminationByKubelet" } && one.Message == report.Status.Message);
            Assert.Contains(Events(hog), one => one is { Type: "Warning", Reason: "Evicted" } && one.Message == report.Status.Message);

            // It starts when there is room again.
            Assert.Equal("Succeeded", (await RunAsync(WithVolume("head -c 5000000 /dev/zero > /mnt/file", Empty))).Status!.Phase);
            await EndAsync(witness);
        });
    }

    [RootFact]
    public async Task FillsItsWorkingDirectory_IsEvicted()
    {
        await OnSmallDiskAsync(async () =>
        {
            Assert.Equal("Evicted", (await RunAsync(MakePod("cat /dev/zero > file; sleep 1000"))).Status!.Reason);
            Assert.Equal("Succeeded", (await RunAsync(MakePod("head -c 5000000 /dev/zero > file"))).Status!.Phase);
        });
    }

    [RootFact]
    public async Task SomebodyElseFillsTheDisk_NoPodIsEvicted_AndNewOnesWait()
    {
        await OnSmallDiskAsync(async () =>
        {
            var witness = await StartWitnessAsync();
            var file = Path.Combine(Disk, "file");
            await File.WriteAllBytesAsync(file, new byte[FileSystem.Space(Disk)!.Value.FreeBytes - (1024 * 1024)]);
            var late = MakePod("true");
            while (!Events(late).Any(one => one.Reason == "FailedScheduling"))
            {
                // Until the supervisor has seen it, pods start.
                late = MakePod("true");
                await Runtime.StartAsync([late]);
                await Reports.WaitAsync(Ref(late), one => one.Stopped || one.Events.Any(told => told.Reason == "FailedScheduling"));
            }

            Assert.Contains(Events(late), one => one.Message.StartsWith("0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.", StringComparison.Ordinal));
            File.Delete(file);

            Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(late))).Status!.Phase);
            await EndAsync(witness);
        });
    }

    private static Volume Empty => new() { EmptyDir = new EmptyDirVolumeSource() };

    private static void Mount(params string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private async Task OnSmallDiskAsync(Func<Task> test)
    {
        Mount("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", Disk);
        try
        {
            await test();
            await Runtime.ShutdownAsync();
        }
        finally
        {
            Mount("umount", "-l", Disk);
        }
    }

    private async Task<Pod> StartWitnessAsync()
    {
        var witness = MakePod("trap 'exit 5' TERM; while :; do sleep 0.05; done");
        await Runtime.StartAsync([witness]);
        await Reports.RunningAsync(Ref(witness));
        return witness;
    }

    private async Task EndAsync(Pod witness)
    {
        Assert.DoesNotContain(Reports.Of(Ref(witness)), report => report.Stopped);
        await Runtime.StopAsync(Ref(witness), TimeSpan.FromMinutes(5));
        Assert.Equal(5, Terminated(await Reports.StoppedAsync(Ref(witness))).ExitCode);
    }
}
