using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/common/node/runtime.go</c>: exit statuses and termination messages.</summary>
public sealed class ContainerRuntimeTests(RunningServer server) : IClassFixture<RunningServer>
{
    // Fails the first time and goes on, or succeeds, the second.
    [Theory]
    [InlineData("Always", 2, "Running", true)]
    [InlineData("OnFailure", 1, "Succeeded", false)]
    [InlineData("Never", 0, "Failed", false)]
    public async Task Container_Exits_HasTheStatusOfItsPolicy(string policy, int restarts, string phase, bool ready)
    {
        var ns = await server.NamespaceAsync();
        var count = Path.Combine(ns.Folder("count"), "runs");
        var script = policy switch
        {
            "Always" => $"echo >> {count}; if [ $(wc -l < {count}) -lt 3 ]; then exit 1; fi; sleep 1000",
            "OnFailure" => $"echo >> {count}; if [ $(wc -l < {count}) -lt 2 ]; then exit 1; fi",
            _ => "exit 1",
        };
        await ns.Api.PostAsync(ns.Pods, Documents.BarePod("terminate-cmd", policy, Documents.Script("c", script)));

        var pod = await ns.Api.UntilAsync(ns.Pods, "terminate-cmd", one =>
            one.Text("status", "phase") == phase && one.List("status", "containerStatuses") is [var container] && container.Number("restartCount") == restarts
            && (bool)container["ready"]! == ready);

        Assert.Equal(ready ? "True" : "False", pod.StatedCondition("Ready").Text("status"));
        var state = pod.List("status", "containerStatuses")[0].At("state")!.AsObject();
        Assert.Equal(phase == "Running" ? "running" : "terminated", Assert.Single(state).Key);
    }

    [Theory]
    [InlineData("/dev/termination-log", "File", "echo -n DONE > /dev/termination-log", "Succeeded", "DONE")]
    [InlineData("/dev/termination-custom-log", "File", "echo -n DONE > /dev/termination-custom-log", "Succeeded", "DONE")]
    [InlineData("/dev/termination-log", "FallbackToLogsOnError", "echo -n DONE; /bin/false", "Failed", "DONE")]
    [InlineData("/dev/termination-log", "FallbackToLogsOnError", "echo DONE; /bin/true", "Succeeded", null)]
    [InlineData("/dev/termination-log", "FallbackToLogsOnError", "echo -n OK > /dev/termination-log; /bin/true", "Succeeded", "OK")]
    public async Task TerminationMessage_IsReported(string path, string policy, string script, string phase, string? message)
    {
        var ns = await server.NamespaceAsync();
        var container = Documents.Script("c", script);
        container["terminationMessagePath"] = path;
        container["terminationMessagePolicy"] = policy;
        await ns.Api.PostAsync(ns.Pods, Documents.BarePod("termination", "Never", container));

        var pod = await ns.Api.UntilAsync(ns.Pods, "termination", one => one.Text("status", "phase") is "Succeeded" or "Failed");

        Assert.Equal((phase, message), (pod.Text("status", "phase"), pod.List("status", "containerStatuses")[0].Text("state", "terminated", "message")));
    }
}
