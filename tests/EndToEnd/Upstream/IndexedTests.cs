using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: Indexed Jobs.</summary>
public sealed class IndexedTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Index = "batch.kubernetes.io/job-completion-index";

    [Fact]
    public async Task IndexedJob_Completes_PodsHaveTheIndexAsAnnotationAndHostname()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("indexed-job", "exit 0", spec => spec.Sized(2, 4)["completionMode"] = "Indexed"));

        var job = await ns.ConditionAsync("indexed-job", "Complete");
        JobAssert.Completed(job, 4);
        Assert.Equal("0-3", job.Text("status", "completedIndexes"));
        var pods = (await ns.PodsOfAsync("indexed-job")).Where(pod => pod.Text("status", "phase") == "Succeeded").ToList();
        Assert.Equal(["0", "1", "2", "3"], pods.Select(pod => pod.Text("metadata", "annotations", Index)!).Order());
        Assert.All(pods, pod => Assert.Equal($"indexed-job-{pod.Text("metadata", "annotations", Index)}", pod.Text("spec", "hostname")));
    }

    [Fact]
    public async Task IndexedJob_Completes_PodsHaveTheIndexAsLabelAndVariable()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("indexed-label", "echo $JOB_COMPLETION_INDEX", spec => spec.Sized(2, 4)["completionMode"] = "Indexed"));

        JobAssert.Completed(await ns.ConditionAsync("indexed-label", "Complete"), 4);
        var pods = await ns.PodsOfAsync("indexed-label");
        Assert.Equal(["0", "1", "2", "3"], pods.Select(pod => pod.Text("metadata", "labels", Index)!).Order());
        foreach (var pod in pods)
        {
            Assert.Equal($"{pod.Text("metadata", "labels", Index)}\n", await ns.LogAsync(pod.Name()));
        }
    }
}
