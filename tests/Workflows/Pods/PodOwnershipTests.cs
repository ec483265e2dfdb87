using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Tests.Harness;

namespace JobFlows.Workflows.Tests.Pods;

/// <summary>Pods that come to belong to Jobs, and pods that stop.</summary>
public sealed class PodOwnershipTests
{
    private const string Tracking = "batch.kubernetes.io/job-tracking";
    private static readonly JobSpec TwoPods = new() { Completions = 2, Parallelism = 2 };

    [Fact]
    public async Task Pod_LosesItsController_IsAdoptedAgainAndCounts()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var job = await flows.CreateAsync("job", TwoPods);
        var pod = (await flows.PodsAsync())[0];
        await flows.ChangePodAsync(pod, one => one with { Metadata = one.Metadata with { OwnerReferences = null } });
        await flows.UntilPodsAsync(pods => pods.Count == 2 && pods.All(one => OwnerOf(one) == job.Metadata.Uid && one.Metadata.Finalizers!.Contains(Tracking)));

        flows.Runtime.End(pod, "Succeeded");
        Assert.Equal(1, (await flows.UntilAsync("job", one => one?.Status?.Succeeded == 1))!.Status!.Active);
        Assert.Equal(2, (await flows.PodsAsync()).Count);
    }

    [Fact]
    public async Task Pod_StopsMatching_IsLetGoAndReplacedAndNeverCounts()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        await flows.CreateAsync("job", TwoPods);
        var pod = (await flows.PodsAsync())[0];
        await flows.ChangePodAsync(pod, one => one with { Metadata = one.Metadata with { Labels = null } });
        await flows.UntilPodsAsync(pods => pods.Count == 3 && pods.All(one => one.Status?.Phase == "Running"));
        var released = (await flows.PodsAsync()).Single(one => one.Metadata.Uid == pod.Metadata.Uid);
        Assert.Null(released.Metadata.OwnerReferences);
        Assert.Null(released.Metadata.Finalizers);

        foreach (var one in await flows.PodsAsync())
        {
            flows.Runtime.End(one, one.Metadata.Uid == pod.Metadata.Uid ? "Failed" : "Succeeded");
        }

        var job = await flows.UntilConditionAsync("job", "Complete");
        Assert.Equal((2, null), (job.Status!.Succeeded, job.Status.Failed));
    }

    [Fact]
    public async Task PodOfNobody_MatchesAJobWithManualSelector_IsAdoptedBeforeTheJobMakesOthers()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var before = await flows.CreatePodAsync("before", Labels);
        var job = await flows.CreateAsync("job", Manual);
        Assert.Equal([before.Metadata.Uid, Assert.Single(await flows.PodsAsync(), one => one.Metadata.Name != "before").Metadata.Uid], await OwnedAsync(flows, job));

        // Another that comes later is one too many: the youngest of the three goes.
        await flows.CreatePodAsync("after", Labels);
        await flows.UntilPodsAsync(pods => pods.Count == 2);
        flows.Runtime.End(before, "Succeeded");
        Assert.Equal(1, (await flows.UntilAsync("job", one => one?.Status?.Succeeded == 1))!.Status!.Succeeded);
    }

    [Theory]
    [InlineData("other labels", "other", null, false)]
    [InlineData("another's pod", "mine", "22222222-2222-4222-8222-222222222222", false)]
    [InlineData("ended", "mine", null, true)]
    public async Task OtherPods_AreNotCounted(string name, string label, string? owner, bool ended)
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var pod = await flows.CreatePodAsync("before", new() { ["app"] = label }, owner, ended ? "Succeeded" : null);
        var job = await flows.CreateAsync("job", Manual);
        Assert.True((await flows.JobAsync("job"))!.Status!.Active == 2, name);
        Assert.Equal(ended ? job.Metadata.Uid : owner, OwnerOf((await flows.PodsAsync()).Single(one => one.Metadata.Uid == pod.Metadata.Uid)));
        Assert.Null((await flows.JobAsync("job"))!.Status!.Succeeded);
    }

    private static Dictionary<string, string> Labels => new() { ["app"] = "mine" };

    private static JobSpec Manual => TwoPods with { ManualSelector = true, Selector = new LabelSelector { MatchLabels = Labels } };

    private static string? OwnerOf(Pod pod) => pod.Metadata.OwnerReferences?.SingleOrDefault(one => one.Controller == true)?.Uid;

    private static async Task<IEnumerable<string?>> OwnedAsync(Flows flows, Job job) =>
        (await flows.PodsAsync()).Where(pod => OwnerOf(pod) == job.Metadata.Uid).OrderByDescending(pod => pod.Metadata.Name == "before").Select(pod => pod.Metadata.Uid);
}
