using JobFlows.Domain.Batch;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Tests.Harness;

namespace JobFlows.Workflows.Tests.Deletion;

public sealed class DeletionServiceTests
{
    private static readonly JobSpec TwoPods = new() { Completions = 2, Parallelism = 2 };

    [Theory]
    [InlineData("Background")]
    [InlineData("Foreground")]
    public async Task DeleteJob_WithDependents_RemovesJobAndPods(string policy)
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var job = await flows.CreateAsync("job", TwoPods);
        var result = await flows.Services.Deletion.DeleteAsync(ResourceTypes.Jobs, ObjectWrites.KeyOf(ResourceTypes.Jobs, job), new DeleteOptions { PropagationPolicy = policy });
        Assert.Equal(policy == "Background", result is DeleteResult.Deleted);
        await flows.UntilAsync("job", current => current is null);
        await flows.UntilPodsAsync(pods => pods.Count == 0);
        await flows.UntilRemovedAsync(2);
    }

    [Fact]
    public async Task DeleteJob_Orphan_LeavesFreePods()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var job = await flows.CreateAsync("job", TwoPods);
        await flows.Services.Deletion.DeleteAsync(ResourceTypes.Jobs, ObjectWrites.KeyOf(ResourceTypes.Jobs, job), new DeleteOptions { PropagationPolicy = "Orphan" });
        await flows.UntilAsync("job", current => current is null);
        var pods = await flows.PodsAsync();
        Assert.Equal(2, pods.Count);
        Assert.All(pods, pod =>
        {
            Assert.Null(pod.Metadata.OwnerReferences);
            Assert.Null(pod.Metadata.Finalizers);
            Assert.Null(pod.Metadata.DeletionTimestamp);
        });
    }

    [Fact]
    public async Task DeletePod_OfJob_IsCountedFailedAndReplaced()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        await flows.CreateAsync("job", TwoPods);
        var pod = (await flows.PodsAsync())[0];
        await flows.Services.Deletion.DeleteAsync(ResourceTypes.Pods, ObjectWrites.KeyOf(ResourceTypes.Pods, pod), new DeleteOptions { PropagationPolicy = "Background" });
        await flows.UntilAsync("job", job => job?.Status?.Failed == 1);
        await flows.UntilPodsAsync(pods => pods.All(other => other.Metadata.Uid != pod.Metadata.Uid));
    }

    [Fact]
    public async Task DeletedPod_LastFinalizerIsTakenOff_RuntimeRemovesIt()
    {
        await using var flows = await Flows.OpenAsync(_ => "Succeeded");
        var pod = await flows.CreatePodAsync("pod", [], finalizers: ["example.com/hold"]);
        await flows.UntilPodsAsync(pods => pods.All(one => one.Status?.Phase == "Succeeded"));
        await flows.Services.Deletion.DeleteAsync(ResourceTypes.Pods, ObjectWrites.KeyOf(ResourceTypes.Pods, pod), new DeleteOptions());
        Assert.Empty(flows.Runtime.Removed);

        await flows.ChangePodAsync((await flows.PodsAsync()).Single(), held => held with { Metadata = held.Metadata with { Finalizers = null } });

        Assert.Empty(await flows.PodsAsync());
        Assert.Equal([pod.Metadata.Uid!], flows.Runtime.Removed.Distinct());
    }

    [Fact]
    public async Task Housekeeping_RuntimeKeepsPodsThatAreGone_RemovesThem()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var pod = await flows.CreatePodAsync("pod", []);
        flows.Runtime.Kept.UnionWith(["gone", pod.Metadata.Uid!]);

        await flows.Services.Housekeeper.RunAsync();

        Assert.Equal(["gone"], flows.Runtime.Removed);
    }

    [Fact]
    public async Task Delete_WrongUid_IsRefused()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var job = await flows.CreateAsync("job", TwoPods);
        var result = await flows.Services.Deletion.DeleteAsync(
            ResourceTypes.Jobs, ObjectWrites.KeyOf(ResourceTypes.Jobs, job), new DeleteOptions { PropagationPolicy = "Background", Preconditions = new Preconditions { Uid = "other" } });
        var refused = Assert.IsType<DeleteResult.PreconditionFailed>(result);
        Assert.Equal($"Precondition failed: UID in precondition: other, UID in object meta: {job.Metadata.Uid}", refused.Message);
    }

    [Fact]
    public async Task Delete_Missing_IsNotFound()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        Assert.IsType<DeleteResult.NotFound>(await flows.Services.Deletion.DeleteAsync(
            ResourceTypes.Jobs, new ObjectKey(ResourceTypes.Jobs.Resource, "default", "none"), new DeleteOptions()));
    }
}
