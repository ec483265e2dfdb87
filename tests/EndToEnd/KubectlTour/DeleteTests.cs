using System.Net;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl delete.</summary>
public sealed class DeleteTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Delete_Background_RemovesTheJobThenItsPods()
    {
        var ns = await RunningAsync("back");

        Assert.StartsWith("job.batch \"back\" deleted", (await ns.KubectlAsync("delete", "job", "back")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Jobs}/back")).Code);
        await ns.NoPodsAsync("back");
    }

    [NeedsFact("kubectl")]
    public async Task Delete_Foreground_RemovesThePodsThenTheJob()
    {
        var ns = await RunningAsync("fore");

        (await ns.KubectlAsync("delete", "job", "fore", "--cascade=foreground")).Succeeded();
        Assert.Equal(HttpStatusCode.NotFound, (await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Jobs}/fore")).Code);
        Assert.Empty(await ns.PodsOfAsync("fore"));
    }

    [NeedsFact("kubectl")]
    public async Task Delete_Orphan_LeavesThePods()
    {
        var ns = await RunningAsync("parent");
        var before = (await ns.PodsOfAsync("parent"))[0];

        (await ns.KubectlAsync("delete", "job", "parent", "--cascade=orphan")).Succeeded();
        Assert.Equal(HttpStatusCode.NotFound, (await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Jobs}/parent")).Code);
        var after = Assert.Single(await ns.PodsOfAsync("parent"));
        Assert.Equal(before.Text("metadata", "uid"), after.Text("metadata", "uid"));
        Assert.Empty(after.List("metadata", "ownerReferences"));
        Assert.Null(after.Text("metadata", "deletionTimestamp"));
        Assert.Equal("Running", after.Text("status", "phase"));

        // It can be deleted like any other pod.
        (await ns.KubectlAsync("delete", "pod", after.Name())).Succeeded();
        Assert.Empty(await ns.PodsOfAsync("parent"));
    }

    [NeedsFact("kubectl")]
    public async Task Delete_BySelectorAndAll_RemovesThem()
    {
        var ns = await server.NamespaceAsync();
        foreach (var name in (string[])["one", "two", "three"])
        {
            var job = Documents.Job(name, "exit 0", spec => spec["suspend"] = true);
            job["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["first"] = name == "one" ? "yes" : "no" };
            await ns.CreateAsync(job);
        }

        Assert.Single((await ns.KubectlAsync("delete", "jobs", "-l", "first=yes")).Succeeded().Lines);
        Assert.Equal(2, (await ns.KubectlAsync("delete", "jobs", "--all")).Succeeded().Lines.Count);
        Assert.Empty((await ns.Api.GetAsync(ns.Jobs)).List("items"));
    }

    [NeedsFact("kubectl")]
    public async Task Delete_Missing_SaysItIsNotFound()
    {
        var ns = await server.NamespaceAsync();

        var result = await ns.KubectlAsync("delete", "job", "missing");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("Error from server (NotFound): jobs.batch \"missing\" not found\n", result.Error);
        (await ns.KubectlAsync("delete", "job", "missing", "--ignore-not-found")).Succeeded();
    }

    [NeedsTheory("kubectl")]
    [InlineData("--now")]
    [InlineData("--grace-period=0", "--force")]
    [InlineData("--grace-period=1")]
    public async Task Delete_PodWithLittleGrace_IsReplacedByItsJob(params string[] flags)
    {
        var ns = await RunningAsync("again");
        var first = (await ns.PodsOfAsync("again"))[0].Name();

        (await ns.KubectlAsync(["delete", "pod", first, .. flags])).Succeeded();
        var second = await Wait.ForAsync("its replacement", async () =>
            (await ns.PodsOfAsync("again")).FirstOrDefault(pod => pod.Name() != first && pod.Text("status", "phase") == "Running"));
        Assert.NotEqual(first, second.Name());
        (await ns.KubectlAsync("delete", "job", "again")).Succeeded();
        await ns.NoPodsAsync("again");
    }

    [NeedsFact("kubectl")]
    public async Task Delete_FromDocument_RemovesIt()
    {
        var ns = await server.NamespaceAsync();
        var job = await ns.SuspendedAsync("written");

        Assert.Equal("job.batch \"written\" deleted\n", (await ns.KubectlReadsAsync(job.ToJsonString(), "delete", "-f", "-")).Succeeded().Output);
        await ns.GoneAsync("written");
    }

    [NeedsFact("kubectl")]
    public async Task Delete_Namespace_TakesItsContentsAlong()
    {
        var ns = await RunningAsync("inside");

        (await ns.KubectlAsync("delete", "namespace", ns.Name)).Succeeded();
        Assert.Equal(HttpStatusCode.NotFound, (await ns.Api.SendAsync(HttpMethod.Get, $"/api/v1/namespaces/{ns.Name}")).Code);
        Assert.Empty(await ns.PodsOfAsync("inside"));
        Assert.Empty((await ns.Api.GetAsync(ns.Jobs)).List("items"));
    }

    private async Task<TestNamespace> RunningAsync(string name)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job(name, "sleep 1000"));
        await ns.RunningPodsAsync(name, 1);
        return ns;
    }
}
