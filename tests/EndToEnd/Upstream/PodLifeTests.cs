using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: what happens to the pods of a running Job, and who looks after it.</summary>
public sealed class PodLifeTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task PodReplacementPolicyFailed_PodIsDeleted_IsReplacedOnlyOnceItHasFailed()
    {
        var ns = await server.NamespaceAsync();
        var folder = ns.Folder("gate");
        var script = $"trap 'while [ ! -e {folder}/go ]; do sleep 0.05; done; exit 143' TERM; touch {folder}/ready-$HOSTNAME; while true; do sleep 0.05; done";
        await ns.CreateAsync(Documents.Job("pod-recreate-failed", script, spec =>
        {
            spec.Sized(1, 1)["podReplacementPolicy"] = "Failed";
            spec["backoffLimit"] = 1;
            spec.Pod()["terminationGracePeriodSeconds"] = 30;
        }));
        var first = (await ns.RunningPodsAsync("pod-recreate-failed", 1))[0];
        await Wait.UntilAsync("the trap", () => Directory.GetFiles(folder).Length == 1);

        await ns.Api.DeleteAsync($"{ns.Pods}/{first.Name()}");
        var terminating = await ns.Api.UntilAsync(ns.Jobs, "pod-recreate-failed", job => job.Number("status", "terminating") == 1);
        Assert.Equal(0, terminating.Number("status", "active"));
        Assert.Equal(0, terminating.Number("status", "failed"));
        Assert.Equal(first.Name(), Assert.Single(await ns.PodsOfAsync("pod-recreate-failed")).Name());

        await File.WriteAllTextAsync(Path.Combine(folder, "go"), "");
        await ns.Api.UntilAsync(
            ns.Jobs,
            "pod-recreate-failed",
            job => (job.Number("status", "active"), job.Number("status", "failed"), job.Number("status", "terminating")) == (1, 1, 0));
    }

    [Fact]
    public async Task ReadyField_FollowsSuspensions()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("update-ready", "sleep 1000000", spec => spec.Sized(2, 4)["suspend"] = true));
        Assert.Equal(0, (await ns.ConditionAsync("update-ready", "Suspended")).Number("status", "ready"));

        await SuspendAsync(ns, "update-ready", false);
        await ns.Api.UntilAsync(ns.Jobs, "update-ready", job => job.Number("status", "ready") == 2);

        await SuspendAsync(ns, "update-ready", true);
        var suspended = await ns.Api.UntilAsync(ns.Jobs, "update-ready", job => job.Condition("Suspended") is not null && job.Number("status", "ready") == 0);
        Assert.Equal(0, (int?)suspended.At("status", "ready"));
    }

    [Fact]
    public async Task ManagedByAnother_IsLeftAlone()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("managed-by", "exit 0", spec => spec.Sized(1, 1)["managedBy"] = "example.com/custom-job-controller"));

        // A Job that comes later and is looked after here has been through its whole life meanwhile.
        await ns.CreateAsync(Documents.Job("ours", "exit 0", spec => spec.Sized(1, 1)["managedBy"] = "kubernetes.io/job-controller"));
        await ns.ConditionAsync("ours", "Complete");
        Assert.Equal("{}", (await ns.JobAsync("managed-by"))["status"]!.ToJsonString());
        Assert.Empty(await ns.PodsOfAsync("managed-by"));
    }

    [Fact]
    public async Task OrphanedPod_IsAdoptedAgain_AndPodWithoutLabelsIsReleased()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("adopt-release", "sleep 1000000", spec => spec.Sized(2, 2)));
        var name = (await ns.RunningPodsAsync("adopt-release", 2))[0].Name();
        var uid = (await ns.JobAsync("adopt-release")).Text("metadata", "uid");

        await ChangeAsync(pod => pod["metadata"]!.AsObject().Remove("ownerReferences"));
        var adopted = await ns.Api.UntilAsync(ns.Pods, name, pod => pod.List("metadata", "ownerReferences").Any(owner => owner.Text("uid") == uid));
        Assert.True((bool)adopted.List("metadata", "ownerReferences")[0].At("controller")!);
        Assert.Equal(2, (await ns.PodsOfAsync("adopt-release")).Count);

        await ChangeAsync(pod => pod["metadata"]!.AsObject().Remove("labels"));
        var released = await ns.Api.UntilAsync(ns.Pods, name, pod => pod.List("metadata", "ownerReferences").Count == 0);
        Assert.Null(released.At("metadata", "finalizers"));
        await ns.RunningPodsAsync("adopt-release", 2);
        Assert.Equal("Running", (await ns.Api.GetAsync($"{ns.Pods}/{name}")).Text("status", "phase"));
        Assert.Equal(0, (await ns.JobAsync("adopt-release")).Number("status", "failed"));

        Task ChangeAsync(Action<JsonNode> change) => Wait.UntilAsync("an update without a conflict", async () =>
        {
            var pod = await ns.Api.GetAsync($"{ns.Pods}/{name}");
            change(pod);
            var answer = await ns.Api.SendAsync(HttpMethod.Put, $"{ns.Pods}/{name}", pod);
            return answer.Code != HttpStatusCode.Conflict && answer.Accepted() is not null;
        });
    }

    private static Task SuspendAsync(TestNamespace ns, string name, bool suspend) => Wait.UntilAsync("an update without a conflict", async () =>
    {
        var job = await ns.JobAsync(name);
        job["spec"]!["suspend"] = suspend;
        return (await ns.Api.SendAsync(HttpMethod.Put, $"{ns.Jobs}/{name}", job)).Code == HttpStatusCode.OK;
    });
}
