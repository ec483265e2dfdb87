using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Streams;

/// <summary>The streams of pods as WebSocket clients other than kubectl see them (upstream <c>test/e2e/common/node/pods.go</c>).</summary>
public sealed class ChannelTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const byte Output = 1;
    private const byte Errors = 2;
    private const byte Outcome = 3;
    private const byte Resize = 4;

    [Theory]
    [InlineData("v5.channel.k8s.io")]
    [InlineData("v4.channel.k8s.io")]
    public async Task Exec_Remote_CommandRunsOverWebSockets(string protocol)
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000");
        using var socket = await PodSocket.OpenAsync(server.Process, Exec(ns, "echo remote execution test; echo wrong >&2; exit 7"), protocol);

        var first = await socket.NextAsync();
        var all = await socket.EndAsync();

        Assert.Equal([Output], first!);
        Assert.Equal(protocol, socket.Protocol);
        Assert.Equal(("remote execution test\n", "wrong\n"), (all[Output], all[Errors]));
        var status = JsonNode.Parse(all[Outcome])!;
        Assert.Equal(
            """{"metadata":{},"status":"Failure","message":"command terminated with non-zero exit code: command terminated with exit code 7","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"7"}]}}""",
            status.ToJsonString());
    }

    [Theory]
    [InlineData("v5.channel.k8s.io", "true", """{"metadata":{},"status":"Success"}""")]
    [InlineData("channel.k8s.io", "true", null)]
    [InlineData("channel.k8s.io", "exit 3", "command terminated with non-zero exit code: command terminated with exit code 3")]
    public async Task Exec_Ends_OutcomeIsToldAsTheProtocolHasIt(string protocol, string script, string? expected)
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000");
        using var socket = await PodSocket.OpenAsync(server.Process, Exec(ns, script), protocol);

        Assert.Equal(expected, (await socket.EndAsync()).GetValueOrDefault(Outcome));
    }

    [Fact]
    public async Task Exec_Base64_ChannelsAreDigits()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000");
        using var socket = await PodSocket.OpenAsync(server.Process, Exec(ns, "read line; echo got $line") + "&stdin=1", "v4.base64.channel.k8s.io");

        await socket.SendAsync(Encoding.ASCII.GetBytes("0" + Convert.ToBase64String("word\n"u8)), WebSocketMessageType.Text);

        Assert.Contains(Convert.ToBase64String("got word\n"u8), (await socket.EndAsync())[(byte)'1']);
    }

    [Fact]
    public async Task Exec_InputIsClosed_CommandSeesItsEndAndGoesOn()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000");
        using var socket = await PodSocket.OpenAsync(server.Process, Exec(ns, "cat; echo after the end") + "&stdin=1", "v5.channel.k8s.io");

        await socket.SendAsync(0, "some ");
        await socket.SendAsync(0, "input\n");
        await socket.SendAsync([255, 0], WebSocketMessageType.Binary);
        await socket.SendAsync(0, "too late");

        Assert.Equal("some input\nafter the end\n", (await socket.EndAsync())[Output]);
    }

    [Fact]
    public async Task Exec_CommandClosesItsInput_TheRestIsDropped()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000");
        using var socket = await PodSocket.OpenAsync(server.Process, Exec(ns, "exec 0<&-; echo closed; sleep 0.2; exit 2") + "&stdin=1", "v5.channel.k8s.io");
        await socket.UntilAsync(Output, text => text == "closed\n");

        for (var i = 0; i < 10; i++)
        {
            await socket.SendAsync(0, new string('x', 100_000));
        }

        Assert.Contains("\"message\":\"2\"", (await socket.EndAsync())[Outcome]);
    }

    [Fact]
    public async Task Exec_Terminal_HasItsSizeAndItsInterrupts()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000");
        using var socket = await PodSocket.OpenAsync(
            server.Process, Exec(ns, "trap 'echo interrupted; exit 9' INT; tty && echo ready; while :; do sleep 0.05; stty size; done") + "&stdin=1&tty=1", "v5.channel.k8s.io");
        await socket.UntilAsync(Output, text => text.Contains("ready", StringComparison.Ordinal));

        await socket.SendAsync(Resize, """{"Width":123,"Height":45}""");
        await socket.UntilAsync(Output, text => text.Contains("45 123", StringComparison.Ordinal));
        await socket.SendAsync(Resize, "no size");
        await socket.SendAsync(0, "\u0003");

        var all = await socket.EndAsync();
        Assert.Contains("interrupted", all[Output]);
        Assert.Contains("\"message\":\"9\"", all[Outcome]);
        Assert.False(all.ContainsKey(Errors));
    }

    [Fact]
    public async Task Exec_InASandbox_HasItsMountsAndATerminalOfItsOwn()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000", spec =>
        {
            spec["volumes"] = new JsonArray(new JsonObject { ["name"] = "data", ["emptyDir"] = new JsonObject() });
            spec.First()["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "data", ["mountPath"] = "/data-of-pod" });
        });
        using var socket = await PodSocket.OpenAsync(
            server.Process, Exec(ns, "cd /data-of-pod && trap 'echo interrupted; exit 9' INT; echo ready; while :; do sleep 0.05; done") + "&stdin=1&tty=1", "v5.channel.k8s.io");
        await socket.UntilAsync(Output, text => text.Contains("ready", StringComparison.Ordinal));

        await socket.SendAsync(0, "\u0003");

        Assert.Contains("\"message\":\"9\"", (await socket.EndAsync())[Outcome]);
    }

    [Fact]
    public async Task Exec_WhatCannotBe_IsRefused()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000");
        await ns.Api.PostAsync(ns.Pods, BarePods.Pod("ended", "exit 0"));
        await ns.Api.UntilAsync(ns.Pods, "ended", pod => pod.Text("status", "phase") == "Succeeded");

        Assert.Equal(404, await PodSocket.RefusalAsync(server.Process, $"{ns.Pods}/none/exec?command=true&stdout=1", "v4.channel.k8s.io"));
        Assert.Equal(400, await PodSocket.RefusalAsync(server.Process, $"{ns.Pods}/pod/exec?command=true", "v4.channel.k8s.io"));
        Assert.Equal(400, await PodSocket.RefusalAsync(server.Process, $"{ns.Pods}/pod/exec?stdout=1", "v4.channel.k8s.io"));
        Assert.Equal(400, await PodSocket.RefusalAsync(server.Process, $"{ns.Pods}/pod/exec?command=a%00b&stdout=1", "v4.channel.k8s.io"));
        Assert.Equal(403, await PodSocket.RefusalAsync(server.Process, $"{ns.Pods}/pod/exec?command=true&stdout=1", "v9.channel.k8s.io"));
        Assert.Equal(500, await PodSocket.RefusalAsync(server.Process, $"{ns.Pods}/ended/exec?command=true&stdout=1", "v4.channel.k8s.io"));
        using var socket = await PodSocket.OpenAsync(server.Process, $"{ns.Pods}/ended/exec?command=true&stdout=1", "v5.channel.k8s.io");
        Assert.Contains("Internal error occurred: unable to upgrade connection: container not found (\\\"c\\\")", (await socket.EndAsync())[Outcome]);
        Assert.Equal("Upgrade request required", (await ns.Api.SendAsync(HttpMethod.Post, $"{ns.Pods}/pod/exec?command=true&stdout=1")).Json.Text("message"));
    }

    [Fact]
    public async Task Exec_HugeArguments_Arrive()
    {
        var ns = await server.NamespaceAsync();
        await ns.RunningPodAsync("pod", "sleep 1000");
        using var socket = await PodSocket.OpenAsync(
            server.Process, Exec(ns, "echo ${#1} ${#2}") + $"&command=x&command={new string('a', 120_000)}&command={new string('b', 110_000)}", "v5.channel.k8s.io");

        Assert.Equal("120000 110000\n", (await socket.EndAsync())[Output]);
    }

    [Fact]
    public async Task Exec_ServerIsKilled_CommandIsKilled()
    {
        await using var own = await ServerProcess.StartAsync("process");
        using var api = own.Client();
        var ns = new TestNamespace(own, api, "default");
        await ns.RunningPodAsync("pod", "sleep 1000");
        const string time = "1000.25";
        using var socket = await PodSocket.OpenAsync(own, Exec(ns, $"echo started; exec sleep {time}"), "v5.channel.k8s.io");
        await socket.UntilAsync(Output, text => text == "started\n");
        await Wait.UntilAsync("the command", () => ProcessTable.HasArgument(time));

        await own.KillAsync();

        await Wait.UntilAsync("the command's end", () => !ProcessTable.HasArgument(time));
    }

    [Theory]
    [InlineData("binary.k8s.io", false)]
    [InlineData("base64.binary.k8s.io", true)]
    public async Task Logs_Remote_AreRetrievedOverWebSockets(string protocol, bool isText)
    {
        var ns = await server.NamespaceAsync();
        await ns.Api.PostAsync(ns.Pods, BarePods.Pod("pod", "echo container is alive"));
        await ns.Api.UntilAsync(ns.Pods, "pod", pod => pod.Text("status", "phase") == "Succeeded");
        using var socket = await PodSocket.OpenAsync(server.Process, $"{ns.Pods}/pod/log?container=c", protocol);

        var log = new StringBuilder();
        while (await socket.NextAsync() is { } message)
        {
            var text = Encoding.UTF8.GetString(message);
            log.Append(isText ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : text);
        }

        Assert.Equal(protocol, socket.Protocol);
        Assert.Equal("container is alive\n", log.ToString());
    }

    private static string Exec(TestNamespace ns, string script) =>
        $"{ns.Pods}/pod/exec?command=sh&command=-c&command={Uri.EscapeDataString(script)}&container=c&stdout=1&stderr=1";
}
