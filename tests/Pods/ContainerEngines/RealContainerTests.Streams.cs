using System.Text;
using JobFlows.Conformance.Pods;
using JobFlows.Conformance.Skipping;
using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>exec and attach.</summary>
public abstract partial class RealContainerTests
{
    [ConformanceFact]
    public async Task Exec_HasInputOutputErrorsAndAnExitCode()
    {
        var pod = await StartSleepingAsync();
        await using var streams = await OpenAsync(pod, new StreamQuery
        {
            Container = "main",
            Command = ["sh", "-c", "read line; echo got $line from $FROM; echo wrong >&2; exit 7"],
            Input = true,
            Output = true,
            Errors = true,
        });

        await streams.Input!.WriteAsync("a line\n"u8.ToArray());

        Assert.Equal("got a line from from-the-image\n", await ReadAsync(streams.Output!));
        Assert.Equal("wrong\n", await ReadAsync(streams.Errors!));
        Assert.Equal(7, await streams.Ended);
        await StopAsync(pod);
    }

    [ConformanceFact]
    public async Task Exec_CommandIsNotThere_SaysWhatARuntimeSays()
    {
        var pod = await StartSleepingAsync();

        var start = await Runtime.OpenAsync(Ref(pod), new StreamQuery { Container = "main", Command = ["no-such-command"], Output = true });

        Assert.Equal("exec: \"no-such-command\": executable file not found in $PATH", Assert.IsType<StreamStart.Failed>(start).Message);
        await StopAsync(pod);
    }

    [ConformanceFact]
    public async Task Exec_Terminal_HasItsSize()
    {
        var pod = await StartSleepingAsync();
        await using var streams = await OpenAsync(pod, new StreamQuery
        {
            Container = "main",
            Command = ["sh", "-c", "while [ \"$(stty size)\" != '30 100' ]; do sleep 0.02; done; tty; exit 3"],
            Input = true,
            Output = true,
            Terminal = true,
        });

        streams.Resize(100, 30);

        Assert.Equal("/dev/pts/0\r\n", await ReadAsync(streams.Output!));
        Assert.Equal(3, await streams.Ended);
        await StopAsync(pod);
    }

    [ConformanceFact]
    public async Task Exec_HungUp_CommandIsKilled()
    {
        var seconds = $"1000.{Random.Shared.Next()}";
        var pod = await StartSleepingAsync();
        var streams = await OpenAsync(pod, new StreamQuery { Container = "main", Command = ["sleep", seconds], Output = true });
        while (!Running(seconds))
        {
            await Task.Delay(20);
        }

        await streams.DisposeAsync();

        while (Running(seconds))
        {
            await Task.Delay(20);
        }

        await StopAsync(pod);
    }

    [ConformanceFact]
    public async Task Attach_TalksToTheMainProcess()
    {
        var pod = Box(container => container with { Command = ["sh", "-c", "read line; echo got $line; cat; echo over"], Stdin = true, StdinOnce = true });
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));
        await using var streams = await OpenAsync(pod, new StreamQuery { Container = "main", Input = true, Output = true });

        await streams.Input!.WriteAsync("a line\nmore\n"u8.ToArray());
        await streams.EndInputAsync();

        Assert.Equal("got a line\nmore\nover\n", await ReadAsync(streams.Output!));
        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("got a line\nmore\nover\n", await ReadLogAsync(pod));
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private async Task<Pod> StartSleepingAsync()
    {
        var pod = Box(container => container with { Command = ["sleep", "1000"] });
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));
        return pod;
    }

    private async Task<IContainerStreams> OpenAsync(Pod pod, StreamQuery query) => Assert.IsType<StreamStart.Open>(await Runtime.OpenAsync(Ref(pod), query)).Streams;

    private async Task StopAsync(Pod pod)
    {
        await Runtime.StopAsync(Ref(pod), TimeSpan.Zero);
        await Reports.StoppedAsync(Ref(pod));
    }
}
