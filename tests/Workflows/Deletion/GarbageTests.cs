using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Tests.Harness;

namespace JobFlows.Workflows.Tests.Deletion;

/// <summary>Objects of clients that name owners.</summary>
public sealed class GarbageTests
{
    private static readonly JobSpec Idle = new() { Completions = 1, Parallelism = 0 };
    private static readonly OwnerReference Nobody = new() { ApiVersion = "v1", Kind = "ConfigMap", Name = "nobody", Uid = "no-such-uid" };

    [Theory]
    [InlineData("Background")]
    [InlineData("Foreground")]
    public async Task Delete_OneOfTwoOwners_OnlyTakesTheReferenceOut(string policy)
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var (a, b) = (await flows.CreateAsync("a", Idle), await flows.CreateAsync("b", Idle));
        await CreateAsync(flows, Map("m", Reference(a), Reference(b)));

        await DeleteAsync(flows, a, policy);
        var kept = await UntilAsync(flows, "m", map => map is not { Metadata.OwnerReferences.Count: 2 });
        Assert.Equal("b", Assert.Single(kept!.Metadata.OwnerReferences!).Name);
        Assert.Null(kept.Metadata.DeletionTimestamp);
        await flows.UntilAsync("a", job => job is null);

        await DeleteAsync(flows, b, policy);
        await UntilAsync(flows, "m", map => map is null);
    }

    [Fact]
    public async Task Delete_ForegroundOwner_WaitsOnlyForThoseThatBlock()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var job = await flows.CreateAsync("a", Idle);
        var held = Map("free", Reference(job));
        await CreateAsync(flows, held with { Metadata = held.Metadata with { Finalizers = ["example.com/held"] } });
        var blocking = Map("blocking", Reference(job) with { BlockOwnerDeletion = true });
        await CreateAsync(flows, blocking with { Metadata = blocking.Metadata with { Finalizers = ["example.com/held"] } });

        await DeleteAsync(flows, job, "Foreground");
        await UntilAsync(flows, "blocking", map => map is { Metadata.DeletionTimestamp: not null });
        await UntilAsync(flows, "free", map => map is { Metadata.DeletionTimestamp: not null });
        Assert.NotNull(await flows.JobAsync("a"));

        await flows.Store.ChangeAsync<ConfigMap>(
            [new ObjectKey("configmaps", "default", "blocking")], map => map with { Metadata = map.Metadata with { Finalizers = null } });
        await flows.UntilAsync("a", gone => gone is null);
        Assert.NotNull(await flows.Store.GetAsync<ConfigMap>(ResourceTypes.ConfigMaps, "default", "free"));
    }

    [Fact]
    public async Task Delete_Orphan_LeavesClientsObjectsFree()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var job = await flows.CreateAsync("a", Idle);
        await CreateAsync(flows, Map("m", Reference(job)));

        await DeleteAsync(flows, job, "Orphan");
        await flows.UntilAsync("a", gone => gone is null);
        Assert.Null((await flows.Store.GetAsync<ConfigMap>(ResourceTypes.ConfigMaps, "default", "m"))!.Metadata.OwnerReferences);
    }

    [Fact]
    public async Task Create_OwnerIsNotThere_IsCollected_OthersOfThatUidStay()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        var job = await flows.CreateAsync("a", Idle);
        await CreateAsync(flows, Map("right", Reference(job)));
        await CreateAsync(flows, Map("foreign", Nobody with { ApiVersion = "apps/v1", Kind = "Deployment" }));
        await CreateAsync(flows, Map("wrong", Reference(job) with { Name = "b" }));

        await UntilAsync(flows, "wrong", map => map is null);
        Assert.NotNull(await flows.Store.GetAsync<ConfigMap>(ResourceTypes.ConfigMaps, "default", "right"));
        Assert.NotNull(await flows.Store.GetAsync<ConfigMap>(ResourceTypes.ConfigMaps, "default", "foreign"));
    }

    [Fact]
    public async Task Update_AddsAnOwnerThatIsNotThere_IsCollected()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        await CreateAsync(flows, Map("m"));
        var before = (await flows.Store.GetAsync<ConfigMap>(ResourceTypes.ConfigMaps, "default", "m"))!;
        var after = before with { Metadata = before.Metadata with { OwnerReferences = [Nobody] } };
        var key = ObjectWrites.KeyOf(ResourceTypes.ConfigMaps, after);
        await flows.Store.WriteAsync([.. OwnerLink.Writes(before, after, key), ObjectWrites.Update(ResourceTypes.ConfigMaps, after)]);
        await flows.Services.Reactions.UpdatedAsync(before, after, CancellationToken.None);

        await UntilAsync(flows, "m", map => map is null);
    }

    [Fact]
    public async Task Crash_BeforeTheOwnerWasLookedAt_IsMadeUpForAtTheNextStart()
    {
        var first = await Flows.OpenAsync(_ => null);
        await WriteAsync(first, Map("m", Nobody));
        var folder = await first.CloseAsync();

        await using var second = await Flows.OpenAsync(_ => null, folder: folder);
        await UntilAsync(second, "m", map => map is null);
    }

    [Fact]
    public async Task Sweep_OwnerWentUnasked_CollectsAndForgets()
    {
        await using var flows = await Flows.OpenAsync(_ => null);
        await CreateAsync(flows, Map("owner"));
        var owner = (await flows.Store.GetAsync<ConfigMap>(ResourceTypes.ConfigMaps, "default", "owner"))!;
        await CreateAsync(flows, Map("m", new OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = "owner", Uid = owner.Metadata.Uid }));
        await flows.Store.WriteAsync([ObjectWrites.Delete(ResourceTypes.ConfigMaps, owner)]);

        await flows.Services.Housekeeper.RunAsync();
        await UntilAsync(flows, "m", map => map is null);
        await flows.Services.Housekeeper.RunAsync();
        Assert.Empty((await flows.Store.ListAsync(new ListQuery { Resource = "ownerlinks" })).Items);
    }

    private static OwnerReference Reference(Job job) =>
        new() { ApiVersion = "batch/v1", Kind = "Job", Name = job.Metadata.Name, Uid = job.Metadata.Uid };

    private static ConfigMap Map(string name, params IReadOnlyList<OwnerReference> owners) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = Guid.NewGuid().ToString(), OwnerReferences = owners.Count > 0 ? owners : null },
    };

    /// <summary>Writes a new object as the API does.</summary>
    private static async Task CreateAsync(Flows flows, ConfigMap map)
    {
        await WriteAsync(flows, map);
        await flows.Services.Reactions.CreatedAsync(map, CancellationToken.None);
    }

    private static Task WriteAsync(Flows flows, ConfigMap map) => flows.Store.WriteAsync(
        [.. OwnerLink.Writes(before: null, map, ObjectWrites.KeyOf(ResourceTypes.ConfigMaps, map)), ObjectWrites.Create(ResourceTypes.ConfigMaps, map)]);

    private static Task DeleteAsync(Flows flows, Job job, string policy) => flows.Services.Deletion.DeleteAsync(
        ResourceTypes.Jobs, ObjectWrites.KeyOf(ResourceTypes.Jobs, job), new DeleteOptions { PropagationPolicy = policy });

    private static async Task<ConfigMap?> UntilAsync(Flows flows, string name, Func<ConfigMap?, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var watch = await flows.Store.WatchAsync(ResourceTypes.ConfigMaps.Resource, "default", flows.Store.Revision, deadline.Token);
        while (true)
        {
            var map = await flows.Store.GetAsync<ConfigMap>(ResourceTypes.ConfigMaps, "default", name, deadline.Token);
            if (wanted(map))
            {
                return map;
            }

            await watch.NextAsync(deadline.Token);
        }
    }
}
