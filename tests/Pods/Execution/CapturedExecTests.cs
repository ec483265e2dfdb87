using JobFlows.Pods.Execution;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Tests.Execution;

public sealed class CapturedExecTests : IAsyncLifetime
{
    private readonly ContainerBench bench = new();
    private ContainerProcess? container;

    public async Task InitializeAsync() => container = await bench.StartAsync();

    public async Task DisposeAsync()
    {
        await bench.KillAsync(container!);
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Command_OnTheHost_HasTheContainersVariablesAndDirectory()
    {
        var result = await bench.RunAsync(container!, "sh", "-c", "echo $FROM; pwd; echo wrong >&2; exit 3");

        Assert.Equal(new CapturedOutput(new ExecOutcome.Exited(3), $"container\n{bench.Folder}\nwrong\n", TimedOut: false), result);
    }

    [Theory]
    [InlineData()]
    [InlineData("--unshare-pid", "--proc", "/proc")]
    public async Task Command_InASandbox_SeesItsMountsItsHostNameAndItsDirectory(params string[] more)
    {
        var sandbox = await bench.StartAsync([.. more, "--unshare-uts", "--hostname", "inside", "--tmpfs", "/mnt", "--dir", "/mnt/below", "--chdir", "/mnt/below"]);

        var result = await bench.RunAsync(sandbox, "sh", "-c", "pwd; uname -n; touch seen; ls /mnt/below; exit 4");

        Assert.Equal(new CapturedOutput(new ExecOutcome.Exited(4), "/mnt/below\ninside\nseen\n", TimedOut: false), result);
        await bench.KillAsync(sandbox);
    }

    [Fact]
    public async Task Command_InASandboxOfAnotherUser_ActsForThatUser()
    {
        var sandbox = await bench.StartAsync("--unshare-user", "--uid", "1234", "--gid", "2345", "--chdir", "/");

        Assert.Equal("1234 2345\n", (await bench.RunAsync(sandbox, "sh", "-c", "echo $(id -u) $(id -g)")).Text);
        await bench.KillAsync(sandbox);
    }

    [Fact]
    public async Task Command_InAPidNamespace_SeesItsProcessesOnly()
    {
        var sandbox = await bench.StartAsync("--unshare-pid", "--proc", "/proc", "--chdir", "/");

        Assert.Equal("1\n2\n", (await bench.RunAsync(sandbox, "sh", "-c", "ls -d /proc/[12] | cut -c7-; test $$ -lt 10")).Text);
        await bench.KillAsync(sandbox);
    }

    [Fact]
    public async Task Output_BeyondTheLimit_IsDroppedAndTheCommandRunsOn()
    {
        var result = await bench.RunAsync(container!, 10, null, "sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x; exit 5");

        Assert.Equal(new CapturedOutput(new ExecOutcome.Exited(5), "xxxxxxxxxx", TimedOut: false), result);
    }

    [Fact]
    public async Task Command_ThatTakesTooLong_IsKilledWithWhatItStarted()
    {
        var result = await bench.RunAsync(container!, 100, TimeSpan.FromMilliseconds(100), "sh", "-c", "sleep 1000 & echo $!; wait");

        Assert.Equal(new ExecOutcome.Exited(137), result.Outcome);
        Assert.True(result.TimedOut);
        Assert.True(await IsGoneAsync(result.Text.Trim()));
    }

    [Theory]
    [InlineData("nosuch", "exec: \"nosuch\": executable file not found in $PATH")]
    [InlineData("/no/such", "exec: \"/no/such\": stat /no/such: no such file or directory")]
    public async Task Command_ThatIsNotThere_CannotRun(string command, string problem)
    {
        Assert.Equal(new ExecOutcome.CannotRun(problem), (await bench.RunAsync(container!, command)).Outcome);
        var sandbox = await bench.StartAsync("--chdir", "/");
        Assert.Equal(new ExecOutcome.CannotRun(problem), (await bench.RunAsync(sandbox, command)).Outcome);
        await bench.KillAsync(sandbox);
    }

    [Fact]
    public async Task Command_ThatRunsWhenItsContainerEnds_IsKilled()
    {
        var other = await bench.StartAsync();
        var run = bench.RunAsync(other, "sleep", "1000");
        await bench.RunAsync(other, "true");

        await bench.KillAsync(other);

        Assert.Equal(new ExecOutcome.Exited(137), (await run).Outcome);
        Assert.Equal(new ExecOutcome.NotStarted(), (await bench.RunAsync(other, "true")).Outcome);
    }

    [Fact]
    public async Task BackgroundProcess_ThatHoldsTheOutput_KeepsNobodyWaiting()
    {
        var result = await bench.RunAsync(container!, "sh", "-c", "sleep 1000 & echo $!");

        await bench.RunAsync(container!, "kill", result.Text.Trim());
        Assert.True(await IsGoneAsync(result.Text.Trim()));
    }

    private static async Task<bool> IsGoneAsync(string process)
    {
        while (Directory.Exists($"/proc/{process}") && !(await File.ReadAllTextAsync($"/proc/{process}/stat")).Contains(") Z "))
        {
            await Task.Delay(10);
        }

        return true;
    }
}
