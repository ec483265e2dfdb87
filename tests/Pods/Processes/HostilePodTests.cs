using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>Pods that mean ill. Another pod runs beside each, and is none the worse for it.</summary>
public sealed class HostilePodTests : ContentsTest
{
    [RootFact]
    public async Task KillsItsParent_NothingHappens()
    {
        var witness = await StartWitnessAsync();

        var report = await RunAsync(MakePod("kill -9 $PPID; kill -9 1; kill -9 -1; echo alive"));

        Assert.Contains(Terminated(report).ExitCode!.Value, (int[])[0, 137]);
        await EndWitnessAsync(witness);
    }

    [RootFact]
    public async Task KillsEverythingItSees_OnlyItselfDies()
    {
        var witness = await StartWitnessAsync();

        await RunAsync(MakePod("for process in /proc/[0-9]*; do kill -9 ${process#/proc/}; done; exec sleep 0"));

        await EndWitnessAsync(witness);
    }

    [RootFact]
    public async Task ForkBomb_StopsAtItsLimit()
    {
        Home.Change = options => options with { ProcessLimit = 50 };
        var witness = await StartWitnessAsync();

        // What was started stays when the loop can't fork any more.
        var bomb = MakePod("(while :; do sleep 1000 & done) & wait; exec sleep 1000");
        await Runtime.StartAsync([bomb]);
        await Reports.RunningAsync(Ref(bomb));
        while (ProcessesOf(bomb) < 40)
        {
            await Task.Delay(10);
        }

        Assert.InRange(ProcessesOf(bomb), 40, 51);
        Assert.Equal("Succeeded", (await RunAsync(MakePod("true"))).Status!.Phase);
        await Runtime.StopAsync(Ref(bomb), TimeSpan.Zero);
        await Reports.StoppedAsync(Ref(bomb));
        Assert.Equal(0, ProcessesOf(bomb));
        await EndWitnessAsync(witness);
    }

    [RootFact]
    public async Task HookForksAtOnce_AllOfItIsUnderTheLimits()
    {
        const int hooks = 10;
        const string hook = "(cat /proc/self/cgroup > $1 &); cat /proc/self/cgroup > $2";
        var folder = Directory.CreateTempSubdirectory("hooks-").FullName;
        var containers = Enumerable.Range(0, hooks).Select(i => MakePod("exec sleep 1000").Spec!.Containers![0] with
        {
            Name = $"c{i}",
            Lifecycle = new Lifecycle { PostStart = new LifecycleHandler { Exec = new ExecAction { Command = ["sh", "-c", hook, "sh", $"{folder}/{i}.a", $"{folder}/{i}.b"] } } },
        });
        var pod = MakePod("true", spec: spec => spec with { Containers = [.. containers] });
        await Runtime.StartAsync([pod]);
        await Reports.WaitAsync(Ref(pod), report => report.Status!.ContainerStatuses!.All(one => one.Started == true));
        while (Directory.GetFiles(folder).Count(file => new FileInfo(file).Length > 0) < 2 * hooks)
        {
            await Task.Delay(10);
        }

        await Runtime.StopAsync(Ref(pod), TimeSpan.Zero);
        await Reports.StoppedAsync(Ref(pod));
        Assert.All(Directory.GetFiles(folder), file => Assert.Contains($"{pod.Metadata.Uid}.c{Path.GetFileName(file)[0]}.0", File.ReadAllText(file), StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [RootFact]
    public async Task TakesTooMuchMemory_IsKilledAlone()
    {
        var witness = await StartWitnessAsync();
        var greedy = MakePod(
            "exec tail /dev/zero",
            container => container with { Resources = new ResourceRequirements { Limits = new Dictionary<string, Quantity> { ["memory"] = new("32Mi") } } });

        var report = await RunAsync(greedy);

        Assert.Equal((137, "OOMKilled"), (Terminated(report).ExitCode, Terminated(report).Reason));
        await EndWitnessAsync(witness);
    }

    [Fact]
    public async Task LogsAtFullSpeed_OthersGoOnAndTheDiskDoesNotFill()
    {
        const int bytes = 1024 * 1024;
        const int files = 3;
        Home.Change = options => options with { LogFileBytes = bytes, LogFiles = files };
        var witness = await StartWitnessAsync();
        var flood = MakePod("exec yes 'as much as it can'");
        await Runtime.StartAsync([flood]);
        await Reports.RunningAsync(Ref(flood));
        var logs = new DirectoryInfo(Path.Combine(Home.Options.Directory, flood.Metadata.Uid!, "main"));
        while (!logs.EnumerateFiles("0.??*.log").Any())
        {
            await Task.Delay(10);
        }

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("Succeeded", (await RunAsync(MakePod("echo through"))).Status!.Phase);
        }

        await Runtime.StopAsync(Ref(flood), TimeSpan.Zero);
        await Reports.StoppedAsync(Ref(flood));
        Assert.InRange(logs.EnumerateFiles("*.log").Count(), 2, files);
        Assert.InRange(logs.EnumerateFiles("*.log").Sum(file => file.Length), bytes, 2 * files * bytes);
        await EndWitnessAsync(witness);
    }

    [Fact]
    public async Task FillsItsVolume_IsEvictedAndItsVolumeGoes()
    {
        var witness = await StartWitnessAsync();
        var limited = new Volume { EmptyDir = new EmptyDirVolumeSource { SizeLimit = new Quantity("8Mi") } };
        var hog = WithVolume("trap '' TERM; i=0; while :; do i=$((i+1)); dd if=/dev/zero of=/mnt/$i bs=1M count=16 2>/dev/null; sleep 0.02; done", limited);
        await Runtime.StartAsync([hog]);
        await Reports.RunningAsync(Ref(hog));

        Assert.Equal("Succeeded", (await RunAsync(WithVolume("echo through > /mnt/file", new Volume { EmptyDir = new EmptyDirVolumeSource() }))).Status!.Phase);

        Assert.Equal("Evicted", (await Reports.StoppedAsync(Ref(hog))).Status!.Reason);
        while (Directory.Exists(Path.Combine(Home.Options.Directory, hog.Metadata.Uid!, ".volumes")))
        {
            await Task.Delay(10);
        }

        await EndWitnessAsync(witness);
    }

    [Fact]
    public async Task ClosesItsOutput_IsStillSeenToEnd()
    {
        var report = await RunAsync(MakePod("exec >&- 2>&- <&-; sleep 0.1; exit 6"));

        Assert.Equal(6, Terminated(report).ExitCode);
    }

    [Fact]
    public async Task IgnoresItsSignals_IsKilledAfterTheGracePeriod()
    {
        var pod = MakePod("trap '' TERM INT HUP QUIT; echo deaf; while :; do sleep 0.05; done");
        await Runtime.StartAsync([pod]);
        await UntilLogAsync(pod, "deaf");

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMilliseconds(100));

        Assert.Equal(137, Terminated(await Reports.StoppedAsync(Ref(pod))).ExitCode);
    }

    [Fact]
    public async Task LeavesADaemonThatShedsAllMarks_ItEndsWithThePod()
    {
        var witness = await StartWitnessAsync();
        var seconds = $"1000.{Random.Shared.Next()}";
        var marker = Path.Combine(Home.Options.Directory, "..", "daemon");

        await RunAsync(MakePod($"(setsid env -i setsid sh -c 'sleep {seconds} & : > {marker}; exec sleep {seconds}' >/dev/null 2>&1 &) ; {UntilFile(marker)}"));
        await EndWitnessAsync(witness);

        Assert.True(File.Exists(marker));
        var patience = TimeProvider.System.GetTimestamp();
        while (ProcessTree.All().Any(process => CommandLine(process).Contains(seconds)))
        {
            Assert.InRange(TimeProvider.System.GetElapsedTime(patience), TimeSpan.Zero, TimeSpan.FromSeconds(30));
            await Task.Delay(10);
        }
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static int ProcessesOf(Pod pod) => ProcessTree.All().Count(process => ProcessTree.HasEnvironment(process, $"JOBFLOWS_POD_UID={pod.Metadata.Uid}"));

    private async Task<Pod> StartWitnessAsync()
    {
        var witness = MakePod("trap 'exit 5' TERM; while :; do sleep 0.05; done");
        await Runtime.StartAsync([witness]);
        await Reports.RunningAsync(Ref(witness));
        return witness;
    }

    private async Task EndWitnessAsync(Pod witness)
    {
        Assert.DoesNotContain(Reports.Of(Ref(witness)), report => report.Stopped);
        await Runtime.StopAsync(Ref(witness), TimeSpan.FromMinutes(5));
        Assert.Equal(5, Terminated(await Reports.StoppedAsync(Ref(witness))).ExitCode);
    }
}
