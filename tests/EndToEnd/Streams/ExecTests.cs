using System.Text;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Streams;

/// <summary>kubectl exec (upstream <c>test/e2e/kubectl/kubectl.go</c>, "Simple pod").</summary>
public sealed class ExecTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Paused = "sleep 1000";

    [NeedsTheory("kubectl")]
    [InlineData("pod")]
    [InlineData("pod/pod")]
    public async Task Exec_APod_RunsTheCommandInItsContainer(string target)
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused, spec => spec.First()["env"] = new JsonArray(new JsonObject { ["name"] = "FROM", ["value"] = "spec" }));

        var result = await ns.KubectlAsync("exec", target, "--", "sh", "-c", "echo running in $FROM; echo wrong >&2");

        Assert.Equal((0, "running in spec\n", "wrong\n"), (result.ExitCode, result.Output, result.Error));
    }

    [NeedsFact("kubectl")]
    public async Task Exec_AJob_RunsTheCommandInItsPod()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("job", Paused));
        await ns.RunningPodsAsync("job", 1);

        Assert.Equal("ok\n", (await ns.KubectlAsync("exec", "job/job", "--", "echo", "ok")).Succeeded().Output);
    }

    [NeedsTheory("kubectl")]
    [InlineData(4)]
    [InlineData(1024 * 1024)]
    public async Task Exec_Input_ReachesTheCommandAndEnds(int length)
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused);
        var input = string.Concat(Enumerable.Range(0, length / 4).Select(i => $"{i % 1000:000}\n"));

        Assert.Equal(input, (await ns.KubectlReadsAsync(input, "exec", "-i", "pod", "--", "cat")).Succeeded().Output);
    }

    [NeedsTheory("kubectl")]
    [InlineData(0)]
    [InlineData(42)]
    public async Task Exec_ExitCode_IsTheCommands(int code)
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused);

        Assert.Equal(code, (await ns.KubectlAsync("exec", "pod", "--", "sh", "-c", $"exit {code}")).ExitCode);
    }

    [NeedsFact("kubectl")]
    public async Task Exec_OfSeveralContainers_IsTheFirstTheAnnotatedOrTheNamedOne()
    {
        var ns = await server.NamespaceAsync();
        var pod = BarePods.Pod("pod", Paused);
        var second = pod["spec"]!["containers"]![0]!.DeepClone();
        second["name"] = "second";
        pod["spec"]!["containers"]!.AsArray().Add(second);
        await ns.Api.PostAsync(ns.Pods, pod);
        await ns.Api.UntilAsync(ns.Pods, "pod", one => one.Text("status", "phase") == "Running");

        Assert.Contains("/c/", (await ns.KubectlAsync("exec", "pod", "--", "pwd")).Succeeded().Output);
        Assert.Contains("/second/", (await ns.KubectlAsync("exec", "pod", "-c", "second", "--", "pwd")).Succeeded().Output);
        (await ns.KubectlAsync("annotate", "pod", "pod", "kubectl.kubernetes.io/default-container=second")).Succeeded();
        Assert.Contains("/second/", (await ns.KubectlAsync("exec", "pod", "--", "pwd")).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task Exec_WhatCannotBe_IsRefusedInKubernetesWords()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused);

        await RefusedAsync("Error from server (NotFound): pods \"none\" not found", "exec", "none", "--", "true");
        await RefusedAsync("Error from server (BadRequest): container other is not valid for pod pod", "exec", "pod", "-c", "other", "--", "true");
        await RefusedAsync("unable to start container process: exec: \"nosuch\": executable file not found in $PATH", "exec", "pod", "--", "nosuch");
        await RefusedAsync("pods/portforward is not implemented by this server", "port-forward", "pod", ":80");

        async Task RefusedAsync(string expected, params IReadOnlyList<string> arguments)
        {
            var result = await ns.KubectlAsync(arguments);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        }
    }

    [NeedsFact("kubectl")]
    public async Task Exec_ClientIsKilled_CommandIsKilled()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused);
        const string time = "1000.125";
        await using (var exec = ns.StartKubectl("exec", "pod", "--", "sh", "-c", $"echo started; exec sleep {time}"))
        {
            await exec.LineAsync(line => line == "started");
            await Wait.UntilAsync("the command", () => ProcessTable.HasArgument(time));
        }

        await Wait.UntilAsync("the command's end", () => !ProcessTable.HasArgument(time));
    }

    [NeedsFact("kubectl")]
    public async Task Exec_PodEnds_CommandIsKilled()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused);
        await using var exec = ns.StartKubectl("exec", "pod", "--", "sh", "-c", "echo started; exec sleep 1000");
        await exec.LineAsync(line => line == "started");

        (await ns.KubectlAsync("delete", "pod", "pod", "--now")).Succeeded();

        Assert.Equal(137, (await exec.EndAsync()).ExitCode);
    }

    [NeedsFact("kubectl")]
    public async Task Exec_FiftyAtOnce_EachGetsItsOwn()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused);

        var outputs = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var socket = await PodSocket.OpenAsync(server.Process, $"{ns.Pods}/pod/exec?command=sh&command=-c&command=echo%20{i}&stdout=1", "v5.channel.k8s.io");
            return (await socket.EndAsync())[1];
        }));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}\n"), outputs);
    }

    [NeedsFact("kubectl")]
    public async Task Exec_SlowReader_MakesTheCommandWaitAndTheServerNotGrow()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused);
        var count = Path.Combine(ns.Folder("slow"), "count");
        var before = ProcessTable.Memory(server.Process.Id)!.Value;
        using var socket = await PodSocket.OpenAsync(
            server.Process, $"{ns.Pods}/pod/exec?command=sh&command=-c&command={Uri.EscapeDataString($"while head -c 1000000 /dev/zero; do echo >> {count}; done")}&stdout=1", "v5.channel.k8s.io");

        // Nobody reads: the connection fills up, and then the command stands still.
        await StandsStillAsync(() => File.Exists(count) ? new FileInfo(count).Length : 0);

        Assert.InRange(ProcessTable.Memory(server.Process.Id)!.Value - before, long.MinValue, 100 * 1024 * 1024);
    }

    [NeedsFact("kubectl")]
    public async Task Copy_BothWays_KeepsEveryByte()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", Paused);
        var folder = ns.Folder("copy");
        var bytes = new byte[20 * 1024 * 1024];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(Path.Combine(folder, "here"), bytes);

        (await ns.KubectlAsync("cp", Path.Combine(folder, "here"), $"pod:{folder}/there")).Succeeded();
        (await ns.KubectlAsync("cp", $"pod:{folder}/there", Path.Combine(folder, "back"))).Succeeded();

        var back = await File.ReadAllBytesAsync(Path.Combine(folder, "back"));
        Assert.True(bytes.AsSpan().SequenceEqual(back));
    }

    private static async Task StandsStillAsync(Func<long> progress)
    {
        var last = -1L;
        await Wait.UntilAsync("the command to stand still", async () =>
        {
            await Task.Delay(500);
            var now = progress();
            var still = now > 0 && now == last;
            last = now;
            return still;
        });
    }
}
