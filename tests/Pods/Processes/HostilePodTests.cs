using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>Pods that mean ill. Another pod runs beside each, and is none the worse for it.</summary>
public sealed class HostilePodTests : ProcessTest
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
    public async Task LogsAtFullSpeed_OthersGoOn()
    {
        var witness = await StartWitnessAsync();
        var flood = MakePod("exec yes 'as much as it can'");
        await Runtime.StartAsync([flood]);
        await Reports.RunningAsync(Ref(flood));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("Succeeded", (await RunAsync(MakePod("echo through"))).Status!.Phase);
        }

        await Runtime.StopAsync(Ref(flood), TimeSpan.Zero);
        await Reports.StoppedAsync(Ref(flood));
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
        await Reports.RunningAsync(Ref(pod));

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromMilliseconds(100));

        Assert.Contains(Terminated(await Reports.StoppedAsync(Ref(pod))).ExitCode!.Value, (int[])[137, 143]);
    }

    [Fact]
    public async Task LeavesADaemonThatShedsAllMarks_ItEndsWithThePod()
    {
        var seconds = $"1000.{Random.Shared.Next()}";

        await RunAsync(MakePod($"(setsid env -i setsid sh -c 'sleep {seconds} & exec sleep {seconds}' >/dev/null 2>&1 &) ; sleep 0.2"));

        while (ProcessTree.All().Any(process => CommandLine(process).Contains(seconds)))
        {
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
