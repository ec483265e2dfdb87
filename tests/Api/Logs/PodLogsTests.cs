using System.Text;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Pods;
using Moq;

namespace JobFlows.Api.Tests.Logs;

public sealed class PodLogsTests
{
    private const string Path = "/api/v1/namespaces/default/pods/p/log";

    [Fact]
    public async Task Log_OnlyContainer_IsPlainText()
    {
        await using var host = await ApiHost.StartAsync();
        var stored = await host.PutAsync(ResourceTypes.Pods, Pod(Running("a")));
        Serve(host, "hello\n");

        using var response = await host.Client.GetAsync(Path);

        Assert.Equal("hello\n", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.ToString());
        host.Pods.Verify(p => p.ReadLogAsync(
            new PodRef("default", "p", stored.Uid), new LogQuery { Container = "a" }, It.IsAny<Stream>(), It.IsAny<CancellationToken>()));
    }

    [Fact]
    public async Task Log_AllParameters_ReachTheRuntime()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Pods, Pod(Running("a") with { LastState = Ended() }, Running("b")));
        Serve(host, "x");

        using var response = await host.Client.GetAsync(
            $"{Path}?container=a&follow=true&previous=true&timestamps=true&tailLines=3&limitBytes=9&sinceSeconds=60");

        Assert.Equal("x", await response.Content.ReadAsStringAsync());
        var expected = new LogQuery
        {
            Container = "a",
            Follow = true,
            Previous = true,
            Timestamps = true,
            TailLines = 3,
            LimitBytes = 9,
            Since = host.Time.GetUtcNow().AddSeconds(-60),
        };
        host.Pods.Verify(p => p.ReadLogAsync(It.IsAny<PodRef>(), expected, It.IsAny<Stream>(), It.IsAny<CancellationToken>()));
    }

    [Fact]
    public async Task Log_Followed_ArrivesWhileItGrows()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Pods, Pod(Running("a")));
        var more = new TaskCompletionSource();
        host.Pods.Setup(p => p.ReadLogAsync(It.IsAny<PodRef>(), It.IsAny<LogQuery>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .Returns(async (PodRef _, LogQuery _, Stream output, CancellationToken cancellation) =>
            {
                await output.WriteAsync(Encoding.UTF8.GetBytes("one\n"), cancellation);
                await more.Task;
                await output.WriteAsync(Encoding.UTF8.GetBytes("two\n"), cancellation);
                return true;
            });

        using var request = new HttpRequestMessage(HttpMethod.Get, Path + "?follow=true");
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("one", await lines.ReadLineAsync());
        more.SetResult();
        Assert.Equal(("two", null), (await lines.ReadLineAsync(), await lines.ReadLineAsync()));
    }

    public static TheoryData<string, Pod, string, int, string> Refusals => new()
    {
        { "two containers", Pod(Running("a"), Running("b")), "", 400, "a container name must be specified for pod p, choose one of: [a b]" },
        { "unknown container", Pod(Running("a")), "?container=x", 400, "container x is not valid for pod p" },
        { "creating", Pod(Waiting("ContainerCreating")), "", 400, "container \"a\" in pod \"p\" is waiting to start: ContainerCreating" },
        { "image", Pod(Waiting("ErrImagePull")), "", 400, "container \"a\" in pod \"p\" is waiting to start: image can't be pulled" },
        { "no previous", Pod(Running("a")), "?previous=true", 400, "previous terminated container \"a\" in pod \"p\" not found" },
        { "runtime has none", Pod(Running("a")), "", 400, "container \"a\" in pod \"p\" is not available" },
        { "negative tail", Pod(Running("a")), "?tailLines=-1", 422, "PodLogOptions \"\" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0" },
        { "zero bytes", Pod(Running("a")), "?limitBytes=0", 422, "PodLogOptions \"\" is invalid: limitBytes: Invalid value: 0: must be greater than 0" },
        { "no number", Pod(Running("a")), "?tailLines=x", 400, "strconv.ParseInt: parsing \"x\": invalid syntax" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Log_ThatCannotBe_SaysWhyLikeKubernetes(string name, Pod pod, string query, int code, string message)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Pods, pod);

        var (actual, status) = await host.GetAsync(Path + query);

        Assert.Equal((name, code, message), (name, actual, (string)status["message"]!));
    }

    [Fact]
    public async Task Log_RestartedAndWaiting_IsTheLastOne()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Pods, Pod(Waiting("CrashLoopBackOff") with { LastState = Ended() }));
        Serve(host, "last");

        var (code, body) = await host.GetAsync(Path);

        Assert.Equal((200, "last"), (code, (string)body!));
    }

    [Fact]
    public async Task Log_MissingPod_Is404()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.GetAsync(Path);

        Assert.Equal((404, "pods \"p\" not found"), (code, (string)status["message"]!));
    }

    private static void Serve(ApiHost host, string text) =>
        host.Pods.Setup(p => p.ReadLogAsync(It.IsAny<PodRef>(), It.IsAny<LogQuery>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .Returns(async (PodRef _, LogQuery _, Stream output, CancellationToken cancellation) =>
            {
                await output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
                return true;
            });

    private static Pod Pod(params ContainerStatus[] statuses) => new()
    {
        Metadata = new ObjectMeta { Name = "p" },
        Spec = new PodSpec { NodeName = "n", Containers = [.. statuses.Select(s => new Container { Name = s.Name })] },
        Status = new PodStatus { Phase = "Running", ContainerStatuses = statuses },
    };

    private static ContainerStatus Running(string name) => new() { Name = name, State = new ContainerState { Running = new ContainerStateRunning() } };

    private static ContainerStatus Waiting(string reason) => new() { Name = "a", State = new ContainerState { Waiting = new ContainerStateWaiting { Reason = reason } } };

    private static ContainerState Ended() => new() { Terminated = new ContainerStateTerminated { ExitCode = 1 } };
}
