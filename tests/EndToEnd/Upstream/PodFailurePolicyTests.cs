using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: pod failure policies.</summary>
public sealed class PodFailurePolicyTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string FirstTimeOfTheIndex = "marker=/data/foo-$JOB_COMPLETION_INDEX; if [ -r $marker ]; then exit 0; fi; touch $marker";

    [Fact]
    public async Task Job_ExitCodeMatchesFailJob_FailsEarly()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("pod-failure-failjob", "exit 1", spec => spec.Sized(2, 4)["podFailurePolicy"] = OnExitCode("FailJob", 1)));

        var job = await ns.ConditionAsync("pod-failure-failjob", "Failed");
        JobAssert.Failed(job, "PodFailurePolicy");
        // Far from the six retries of the default backoffLimit.
        Assert.InRange(job.Number("status", "failed"), 1, 2);
    }

    [NeedsFact("bwrap")]
    public async Task Job_ExitCodeMatchesIgnore_CompletesPastItsBackoffLimit()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("pod-failure-ignore", $"{FirstTimeOfTheIndex}; exit 42", spec =>
        {
            spec.Sized(2, 4).Indexed().WithHostData(ns.Folder("data"));
            spec["backoffLimit"] = 3;
            spec["podFailurePolicy"] = OnExitCode("Ignore", 42);
        }));

        var job = await ns.ConditionAsync("pod-failure-ignore", "Complete");
        JobAssert.Completed(job, 4);
        Assert.Equal(0, job.Number("status", "failed"));
        var pods = await ns.PodsOfAsync("pod-failure-ignore");
        Assert.Equal(4, pods.Count(pod => pod.Text("status", "phase") == "Failed"));
    }

    [NeedsFact("bwrap")]
    public async Task Job_PodsAreEvictedAndDisruptionIsIgnored_Completes()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("pod-disruption-ignore", $"{FirstTimeOfTheIndex}; sleep 1000000", spec =>
        {
            spec.Sized(3, 3).Indexed().WithHostData(ns.Folder("data"));
            spec["backoffLimit"] = 0;
            spec["podFailurePolicy"] = new JsonObject
            {
                ["rules"] = new JsonArray(new JsonObject
                {
                    ["action"] = "Ignore",
                    ["onPodConditions"] = new JsonArray(new JsonObject { ["type"] = "DisruptionTarget", ["status"] = "True" }),
                }),
            };
        }));
        await ns.Api.UntilAsync(ns.Jobs, "pod-disruption-ignore", job => job.Number("status", "ready") == 3);
        var evicted = await ns.PodsOfAsync("pod-disruption-ignore");
        await Wait.UntilAsync("three markers", () => Directory.GetFiles(ns.Folder("data")).Length == 3);
        foreach (var pod in evicted)
        {
            await ns.Api.PostAsync($"{ns.Pods}/{pod.Name()}/eviction", new JsonObject
            {
                ["apiVersion"] = "policy/v1",
                ["kind"] = "Eviction",
                ["metadata"] = new JsonObject { ["name"] = pod.Name(), ["namespace"] = ns.Name },
            });
        }

        foreach (var pod in evicted)
        {
            await Wait.UntilAsync(
                $"the end of {pod.Name()}", async () => (await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/{pod.Name()}")).Code == HttpStatusCode.NotFound);
        }

        var job = await ns.ConditionAsync("pod-disruption-ignore", "Complete");
        JobAssert.Completed(job, 3);
        Assert.Equal(0, job.Number("status", "failed"));
    }

    [NeedsFact("bwrap")]
    public async Task Job_ContainerIsRestartedByItsOwnPolicy_FailurePolicyIsNotAsked()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("container-restart", "if [ -r /data/foo ]; then exit 0; fi; touch /data/foo; exit 42", spec =>
        {
            spec.Sized(1, 1).WithData("emptyDir", [])["backoffLimit"] = 0;
            spec["podFailurePolicy"] = OnExitCode("FailJob", 42);
            spec.Container()["restartPolicy"] = "OnFailure";
        }));

        JobAssert.Completed(await ns.ConditionAsync("container-restart", "Complete"), 1);
        var pod = Assert.Single(await ns.PodsOfAsync("container-restart"));
        Assert.Equal(1, pod.List("status", "containerStatuses")[0].Number("restartCount"));
    }

    private static JsonObject OnExitCode(string action, int code) => new()
    {
        ["rules"] = new JsonArray(new JsonObject
        {
            ["action"] = action,
            ["onExitCodes"] = new JsonObject { ["operator"] = "In", ["values"] = new JsonArray(code) },
        }),
    };
}
