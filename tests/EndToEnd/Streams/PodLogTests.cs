using System.Globalization;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Streams;

/// <summary>kubectl logs (upstream <c>test/e2e/kubectl/logs.go</c>), and how logs outlive files, runs and pods.</summary>
public sealed class PodLogTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Logs_Generator_CanBeRetrievedAndFiltered()
    {
        var ns = await server.NamespaceAsync();
        await using var generator = ns.StartKubectl(
            "run", "logs-generator", "--image=busybox", "--restart=Never", "--", "sh", "-c", "i=0; while [ $i -lt 100 ]; do echo line $i of this log; i=$((i+1)); sleep 0.1; done");
        await ns.Api.UntilAsync(ns.Pods, "logs-generator", pod => pod.Text("status", "phase") == "Running");
        await Wait.UntilAsync("a few lines", async () => (await ns.LogAsync("logs-generator")).Count(c => c == '\n') > 30);

        Assert.NotEmpty((await LogsAsync()).Output);
        Assert.Single((await LogsAsync("--tail=1")).Lines);
        Assert.Single((await LogsAsync("--limit-bytes=1")).Output.Trim());
        var stamped = Assert.Single((await LogsAsync("--tail=1", "--timestamps")).Lines);
        Assert.True(DateTimeOffset.TryParse(stamped.Split(' ')[0], CultureInfo.InvariantCulture, out _));
        var recent = (await LogsAsync("--since=1s")).Lines.Count;
        var older = (await LogsAsync("--since=24h")).Lines.Count;
        Assert.InRange(recent, 1, older - 1);

        async Task<CommandResult> LogsAsync(params IReadOnlyList<string> options) =>
            (await ns.KubectlAsync(["logs", "logs-generator", "logs-generator", .. options])).Succeeded();
    }

    [NeedsFact("kubectl")]
    public async Task Logs_OfSeveralContainers_AreTheAnnotatedOnesUnlessNamed()
    {
        var ns = await server.NamespaceAsync();
        var pod = BarePods.Pod("pod", "echo from the first; sleep 1000");
        pod["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/default-container"] = "second" };
        var second = pod["spec"]!["containers"]![0]!.DeepClone();
        second["name"] = "second";
        second["command"] = new JsonArray("sh", "-c", "echo from the second; sleep 1000");
        pod["spec"]!["containers"]!.AsArray().Add(second);
        await ns.Api.PostAsync(ns.Pods, pod);
        await Wait.UntilAsync("the lines", async () =>
            (await ns.KubectlAsync("logs", "pod")).Output == "from the second\n" && (await ns.KubectlAsync("logs", "pod", "-c", "c")).Output == "from the first\n");

        (await ns.KubectlAsync("annotate", "pod", "pod", "kubectl.kubernetes.io/default-container-")).Succeeded();
        var answer = await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/pod/log");
        Assert.Equal("a container name must be specified for pod pod, choose one of: [c second]", answer.Json.Text("message"));
        answer = await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/pod/log?container=other");
        Assert.Equal("container other is not valid for pod pod", answer.Json.Text("message"));
        answer = await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/pod/log?container=c&previous=true");
        Assert.Equal("previous terminated container \"c\" in pod \"pod\" not found", answer.Json.Text("message"));
    }

    [Theory]
    [InlineData("", "out\nwrong\n")]
    [InlineData("?stream=Stdout", "out\n")]
    [InlineData("?stream=Stderr&timestamps=false", "wrong\n")]
    public async Task Logs_Stream_IsThatAlone(string query, string expected)
    {
        var ns = await server.NamespaceAsync();
        await ns.Api.PostAsync(ns.Pods, BarePods.Pod("pod", "echo out; sleep 0.1; echo wrong >&2"));
        await ns.Api.UntilAsync(ns.Pods, "pod", pod => pod.Text("status", "phase") == "Succeeded");

        Assert.Equal(expected, (await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/pod/log{query}")).Text);
    }

    [NeedsFact("kubectl")]
    public async Task Logs_Follow_GoThroughRestartsUntilTheContainerHasEndedForGood()
    {
        var ns = await server.NamespaceAsync();
        var gate = Path.Combine(ns.Folder("gate"), "open");
        await ns.RunningPodAsync(
            "pod", $"if [ -e {gate} ]; then echo second run; exit 0; fi; echo first run; while [ ! -e {gate} ]; do sleep 0.05; done; exit 1", spec => spec["restartPolicy"] = "OnFailure");

        await using var first = ns.StartKubectl("logs", "-f", "pod");
        await using var other = ns.StartKubectl("logs", "-f", "pod");
        await first.LineAsync(line => line == "first run");
        await other.LineAsync(line => line == "first run");
        await File.WriteAllTextAsync(gate, "");

        Assert.Equal("first run\nsecond run\n", (await first.EndAsync()).Succeeded().Output);
        Assert.Equal("first run\nsecond run\n", (await other.EndAsync()).Succeeded().Output);
        Assert.Equal("first run\n", (await ns.KubectlAsync("logs", "pod", "--previous")).Succeeded().Output);
    }

    [Fact]
    public async Task Logs_OfAJobsRemovedPod_StayForAsLongAsTheJobDoes()
    {
        var ns = await server.NamespaceAsync();
        var created = await ns.CreateAsync(Documents.Job("job", "echo from the pod; sleep 1000"));
        var pod = (await ns.RunningPodsAsync("job", 1))[0].Text("metadata", "name")!;
        await Wait.UntilAsync("the line", async () => await ns.LogAsync(pod) == "from the pod\n");

        await ns.Api.DeleteAsync($"{ns.Pods}/{pod}?gracePeriodSeconds=0");
        await GoneAsync($"{ns.Pods}/{pod}");

        Assert.Equal("from the pod\n", await Wait.ForAsync("the log", async () =>
            await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/{pod}/log?tailLines=5") is { Code: System.Net.HttpStatusCode.OK } answer ? answer.Text : null));
        var kept = Path.Combine(server.Process.Data, "pods", ".jobs", ns.Name, created.Text("metadata", "uid")!);
        Assert.True(Directory.Exists(kept));

        await ns.Api.DeleteAsync($"{ns.Jobs}/job?propagationPolicy=Background");

        await GoneAsync($"{ns.Pods}/{pod}/log");
        await Wait.UntilAsync("the folder's end", () => !Directory.Exists(kept));

        Task GoneAsync(string path) => Wait.UntilAsync(
            $"the end of {path}", async () => (await ns.Api.SendAsync(HttpMethod.Get, path)).Code == System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Logs_OfABarePod_GoWithIt()
    {
        var ns = await server.NamespaceAsync();
        var pod = await ns.RunningPodAsync("pod", "echo text; sleep 1000");

        await ns.Api.DeleteAsync($"{ns.Pods}/pod?gracePeriodSeconds=0");

        await Wait.UntilAsync("the log's end", async () => (await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/pod/log")).Code == System.Net.HttpStatusCode.NotFound);
        var folder = Path.Combine(server.Process.Data, "pods", pod.Text("metadata", "uid")!);
        await Wait.UntilAsync("the folder's end", () => !Directory.Exists(folder));
    }

    [Fact]
    public async Task Logs_Endless_AreBoundedAndCanBeReadAllTheSame()
    {
        await using var own = await ServerProcess.StartAsync("process", "--container-log-max-size", "100Ki", "--container-log-max-files", "3");
        using var api = own.Client();
        var ns = new TestNamespace(own, api, "default");
        var gate = Path.Combine(ns.Folder("gate"), "open");
        var pod = await ns.RunningPodAsync("pod", $"i=0; while [ ! -e {gate} ]; do i=$((i+1)); echo line $i; done");
        var folder = Path.Combine(own.Data, "pods", pod.Text("metadata", "uid")!, "c");
        await Wait.UntilAsync("the log to roll over", () => Directory.GetFiles(folder, "*.log").Length == 3 && !File.Exists(Path.Combine(folder, "0.1.log")));

        var lines = (await ns.LogAsync("pod")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line[5..], CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(Enumerable.Range(lines[0], lines.Count), lines);
        await File.WriteAllTextAsync(gate, "");
        await ns.Api.UntilAsync(ns.Pods, "pod", one => one.Text("status", "phase") == "Succeeded");
        Assert.InRange(Directory.GetFiles(folder, "*.log").Sum(file => new FileInfo(file).Length), 0, 2 * 1024 * 1024);
    }
}
