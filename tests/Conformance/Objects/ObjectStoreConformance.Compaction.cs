using JobFlows.Workflows.Objects;

namespace JobFlows.Conformance.Objects;

public abstract partial class ObjectStoreConformance
{
    [Fact]
    public async Task Compact_OlderRevisions_Expire()
    {
        var first = await CreateAsync("a");
        var second = await UpdateAsync(first);
        await UpdateAsync(second);

        await Store.CompactAsync(second.Revision);

        await AssertExpiredAsync(first.Revision, oldest: second.Revision);
        await RestartAsync();
        await AssertExpiredAsync(first.Revision, oldest: second.Revision);
    }

    [Fact]
    public async Task Compact_ItsRevision_CanStillBeRead()
    {
        var kept = await CreateAsync("kept");
        var a = await CreateAsync("a", owner: "one");
        var b = await CreateAsync("b");
        var deleted = await DeleteAsync(await CreateAsync("deleted"));
        var updated = await UpdateAsync(a);
        await DeleteAsync(b);

        await Store.CompactAsync(deleted.Revision);

        Assert.Equal(["a", "b", "kept"], await NamesAsync(new() { Resource = Pods, Revision = deleted.Revision }));
        Assert.Equal(["a"], await NamesAsync(new() { Resource = Pods, Revision = deleted.Revision, Owner = "one" }));
        Assert.Equal(["a", "kept"], await NamesAsync(new() { Resource = Pods }));
        AssertSame(kept, await Store.GetAsync(kept.Key));
        await RestartAsync();
        await using var watch = await Store.WatchAsync(Pods, null, deleted.Revision);
        Assert.Collection(
            await TakeAsync(watch, 2),
            change => AssertChange(change, ChangeType.Modified, updated, a),
            change => Assert.Equal(Content(b), Content(change.Previous!)));
    }

    [Fact]
    public async Task Compact_Everything_KeepsWhatIsCurrent()
    {
        var a = await UpdateAsync(await CreateAsync("a"));
        await DeleteAsync(await CreateAsync("b"));

        await Store.CompactAsync(Store.Revision);
        await Store.CompactAsync(Store.Revision);

        AssertSame(a, Assert.Single((await Store.ListAsync(new() { Resource = Pods })).Items));
        var again = await CreateAsync("b");
        Assert.Equal(["a", "b"], await NamesAsync(new() { Resource = Pods }));
        await DeleteAsync(await UpdateAsync(again));
        Assert.Equal(["a"], await NamesAsync(new() { Resource = Pods }));
    }

    [Fact]
    public async Task Compact_ToAnOlderRevision_ChangesNothing()
    {
        var first = await CreateAsync("a");
        var second = await UpdateAsync(first);
        await Store.CompactAsync(second.Revision);

        await Store.CompactAsync(first.Revision);

        await AssertExpiredAsync(first.Revision, oldest: second.Revision);
        AssertSame(second, await Store.GetAsync(Pod("a")));
    }

    [Fact]
    public async Task Compact_PastTheNewest_GoesToTheNewest()
    {
        var created = await CreateAsync("a");

        await Store.CompactAsync(created.Revision + 100);

        await AssertExpiredAsync(created.Revision - 1, oldest: created.Revision);
        Assert.Equal(created.Revision + 1, (await CreateAsync("b")).Revision);
    }

    [Fact]
    public async Task Compact_BesideAWatchThatFollows_TakesNothingFromIt()
    {
        await using var watch = await Store.WatchAsync(Pods, null, Store.Revision);
        var pod = await CreateAsync("a");
        for (var round = 0; round < 30; round++)
        {
            Assert.Equal(pod.Revision, Assert.Single(await TakeAsync(watch, 1)).Object.Revision);
            await WrittenAsync(Create(new(Jobs, "default", $"job-{round}")));
            await Store.CompactAsync(Store.Revision);
            pod = await UpdateAsync(pod);
        }
    }

    [Fact]
    public async Task Compact_PastAWatchThatLags_LeavesNoGap()
    {
        await using var watch = await Store.WatchAsync(Pods, null, Store.Revision);
        var pod = await CreateAsync("a");
        for (var i = 0; i < 100; i++)
        {
            pod = await UpdateAsync(pod, content: $"{i}");
        }

        await Store.CompactAsync(Store.Revision);

        // What is still in memory may be shown; what isn't, must not be skipped.
        try
        {
            Assert.Equal(101, (await TakeAsync(watch, 101)).Count(change => change.Object.Key == pod.Key));
        }
        catch (RevisionExpiredException e)
        {
            Assert.Equal(pod.Revision, e.Oldest);
        }
    }

    [Fact]
    public async Task Compact_BesideBusyWriters_ListsAndWatchesStayExact()
    {
        var history = new RandomHistory(21);
        await using var watch = await Store.WatchAsync(Pods, null, Store.Revision);
        var seen = new List<RandomHistory.Change>();
        for (var round = 0; round < 15; round++)
        {
            var compacting = Store.CompactAsync(Store.Revision);
            await history.WriteAsync(Store, batches: 20);
            await compacting;
            var pods = history.Changes.Where(change => change.Key.Resource == Pods).ToList();
            seen.AddRange((await TakeAsync(watch, pods.Count - seen.Count)).Select(RandomHistory.Change.Of));
            Assert.Equal(pods, seen);
        }

        history.ForgetBefore(Store.Revision);
        await AssertStatesAsync(history);
        await RestartAsync();
        await AssertStatesAsync(history);
    }

    private async Task AssertExpiredAsync(long revision, long oldest)
    {
        var watch = await Assert.ThrowsAsync<RevisionExpiredException>(async () => await Store.WatchAsync(Pods, null, revision));
        Assert.Equal((revision, oldest), (watch.Wanted, watch.Oldest));
        var list = await Assert.ThrowsAsync<RevisionExpiredException>(
            async () => await Store.ListAsync(new() { Resource = Pods, Revision = revision }));
        Assert.Equal((revision, oldest), (list.Wanted, list.Oldest));
    }
}
