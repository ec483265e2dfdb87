using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Streams;

/// <summary>kubectl attach and run (upstream <c>test/e2e/kubectl/kubectl.go</c>).</summary>
public sealed class AttachTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const byte Output = 1;

    [NeedsFact("kubectl")]
    public async Task Run_InlineWithInput_AttachesAndEndsTheInput()
    {
        var ns = await server.NamespaceAsync();
        var run = await ns.KubectlReadsAsync(
            "value\nabcd1234", "run", "run-test", "-i", "--image=busybox", "--restart=Never", "--", "sh", "-c",
            "while [ -z \"$s\" ]; do read s; sleep 1; done; echo read:$s && cat && echo 'stdin closed'");

        Assert.Contains("read:value", run.Succeeded().Output);
        Assert.Contains("abcd1234", run.Output);
        Assert.Contains("stdin closed", run.Output);
    }

    [NeedsFact("kubectl")]
    public async Task Run_LeavesInputOpen_CommandDoesNotSeeItsEnd()
    {
        var ns = await server.NamespaceAsync();
        await using var run = Kubectl.Start(
            server.Process, ns.Name, ["run", "run-test-2", "-i", "--leave-stdin-open=true", "--image=busybox", "--restart=Never", "--", "sh", "-c", "cat && echo 'stdin closed'"], "abcd1234\n");
        await run.LineAsync(line => line.Contains("abcd1234", StringComparison.Ordinal));

        Assert.Equal("abcd1234\n", await ns.LogAsync("run-test-2"));
        Assert.Equal("Running", (await ns.Api.GetAsync($"{ns.Pods}/run-test-2")).Text("status", "phase"));
    }

    [NeedsFact("kubectl")]
    public async Task Run_AttachedWithoutInput_InputIsEmpty()
    {
        var ns = await server.NamespaceAsync();
        var run = await ns.KubectlReadsAsync(
            "abcd1234", "run", "run-test-3", "--attach=true", "--stdin=false", "--image=busybox", "--restart=Never", "--", "sh", "-c", "sleep 1; cat && echo 'stdin closed'");

        Assert.DoesNotContain("abcd1234", run.Succeeded().Output);
        Assert.Contains("stdin closed", run.Output);
    }

    [NeedsTheory("kubectl")]
    [InlineData("exit 0", 0)]
    [InlineData("exit 42", 42)]
    [InlineData("cat && exit 42", 42)]
    public async Task Run_RestartNever_ReturnsTheExitCode(string script, int code)
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal(code, (await ns.KubectlReadsAsync("abcd1234", "run", "run", "-i", "--image=busybox", "--restart=Never", "--", "sh", "-c", script)).ExitCode);
    }

    [NeedsFact("kubectl")]
    public async Task Run_Rm_DeletesThePodAfterwards()
    {
        var ns = await server.NamespaceAsync();
        var run = await ns.KubectlReadsAsync(
            "abcd1234", "run", "run-rm", "-i", "--rm", "--image=busybox", "--restart=Never", "--", "sh", "-c", "cat && echo 'stdin closed'");

        Assert.Contains("abcd1234", run.Succeeded().Output);
        Assert.Contains("stdin closed", run.Output);
        Assert.Contains("pod \"run-rm\" deleted", run.Output);
        Assert.Contains("not found", (await ns.KubectlAsync("get", "pod", "run-rm")).Error);
    }

    [Fact]
    public async Task Attach_Several_AllHearWhatComesFromNowOn()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "while read line; do echo heard $line; done", spec => spec.First()["stdin"] = true);
        var path = $"{ns.Pods}/pod/attach?container=c&stdin=1&stdout=1&stderr=1";
        using var first = await PodSocket.OpenAsync(server.Process, path, "v5.channel.k8s.io");
        await first.SendAsync(0, "one\n");
        await first.UntilAsync(Output, text => text == "heard one\n");
        using var second = await PodSocket.OpenAsync(server.Process, path, "v5.channel.k8s.io");
        await second.NextAsync();

        await second.SendAsync(0, "two\n");

        await first.UntilAsync(Output, text => text == "heard one\nheard two\n");
        await second.UntilAsync(Output, text => text == "heard two\n");
    }

    [Fact]
    public async Task Attach_OneLeaves_ContainerGoesOnUnlessItsInputWasForOne()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("stays", "while read line; do echo $line; done", spec => spec.First()["stdin"] = true);
        await ns.RunningPodAsync("ends", "cat", spec =>
        {
            spec.First()["stdin"] = true;
            spec.First()["stdinOnce"] = true;
        });

        foreach (var pod in (string[])["stays", "ends", "stays"])
        {
            using var socket = await PodSocket.OpenAsync(server.Process, $"{ns.Pods}/{pod}/attach?container=c&stdin=1&stdout=1", "v5.channel.k8s.io");
            await socket.SendAsync(0, "word\n");
            await socket.UntilAsync(Output, text => text == "word\n");
        }

        await ns.Api.UntilAsync(ns.Pods, "ends", pod => pod.Text("status", "phase") == "Succeeded");
        Assert.Equal("Running", (await ns.Api.GetAsync($"{ns.Pods}/stays")).Text("status", "phase"));
    }

    [Fact]
    public async Task Attach_SlowListener_MakesTheContainerWait()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "read go; head -c 50000000 /dev/zero | tr '\\0' z; echo; echo end", spec => spec.First()["stdin"] = true);
        using var socket = await PodSocket.OpenAsync(server.Process, $"{ns.Pods}/pod/attach?container=c&stdin=1&stdout=1", "v5.channel.k8s.io");
        await socket.SendAsync(0, "\n");

        Assert.Equal(50_000_005, (await socket.EndAsync())[Output].Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attach_Terminal_IsTheMainProcesss(bool sandboxed)
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "trap 'echo interrupted; exit 9' INT; while :; do sleep 0.05; stty size; done", spec =>
        {
            spec.First()["stdin"] = true;
            spec.First()["tty"] = true;
            if (sandboxed)
            {
                spec["volumes"] = new JsonArray(new JsonObject { ["name"] = "data", ["emptyDir"] = new JsonObject() });
                spec.First()["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "data", ["mountPath"] = "/data-of-pod" });
            }
        });
        using var socket = await PodSocket.OpenAsync(server.Process, $"{ns.Pods}/pod/attach?container=c&stdin=1&stdout=1&tty=1", "v5.channel.k8s.io");

        await socket.SendAsync(4, """{"Width":99,"Height":22}""");
        await socket.UntilAsync(Output, text => text.Contains("22 99", StringComparison.Ordinal));
        await socket.SendAsync(0, "\u0003");

        Assert.Contains("interrupted", (await socket.EndAsync())[Output]);
        var pod = await ns.Api.UntilAsync(ns.Pods, "pod", one => one.Text("status", "phase") == "Failed");
        Assert.Equal("9", pod["status"]!["containerStatuses"]![0]!["state"]!["terminated"]!["exitCode"]!.ToString());
    }
}
