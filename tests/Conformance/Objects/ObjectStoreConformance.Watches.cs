using JobFlows.Workflows.Objects;

namespace JobFlows.Conformance.Objects;

public abstract partial class ObjectStoreConformance
{
    private const int LargestBatch = 500;

    [Fact]
    public async Task Watch_FromThePast_ShowsEachChangeWithItsPrevious()
    {
        var before = (await CreateAsync("earlier")).Revision;
        var created = await CreateAsync("a", content: "1");
        var updated = await UpdateAsync(created, "2");
        var deleted = await DeleteAsync(updated, "3");
        var again = await WrittenAsync(Create(Pod("a"), content: "4", uid: "again"));

        await using var watch = await Store.WatchAsync(Pods, null, before);

        Assert.Collection(
            await TakeAsync(watch, 4),
            change => AssertChange(change, ChangeType.Added, created, previous: null),
            change => AssertChange(change, ChangeType.Modified, updated, created),
            change => AssertChange(change, ChangeType.Deleted, deleted, updated),
            change => AssertChange(change, ChangeType.Added, again, previous: null));
        Assert.Equal(again.Revision, watch.Revision);
    }

    [Fact]
    public async Task Watch_FromNow_ShowsOnlyWhatFollows()
    {
        var created = await CreateAsync("a");
        await using var watch = await Store.WatchAsync(Pods, null, Store.Revision);
        var next = watch.NextAsync(default).AsTask();
        Assert.False(next.IsCompleted);

        var updated = await UpdateAsync(created);

        AssertChange(Assert.Single(await next.WaitAsync(Patience)), ChangeType.Modified, updated, created);
    }

    [Fact]
    public async Task Watch_AWriteThatReturned_IsThere()
    {
        await using var watch = await Store.WatchAsync(Pods, null, Store.Revision);
        for (var i = 0; i < 50; i++)
        {
            var created = await CreateAsync($"pod-{i}");

            AssertSame(created, Assert.Single(await TakeAsync(watch, 1)).Object);
        }
    }

    [Fact]
    public async Task Watch_Filters_ShowOnlyTheirChanges()
    {
        var start = Store.Revision;
        await using var all = await Store.WatchAsync(Pods, null, start);
        await using var one = await Store.WatchAsync(Pods, "one", start);
        await using var clusterWide = await Store.WatchAsync(Pods, "", start);
        await using var jobs = await Store.WatchAsync(Jobs, null, start);
        await CreateAsync("a", "one");
        await CreateAsync("b", "two");
        await CreateAsync("c", "");
        await WrittenAsync(Create(new(Jobs, "one", "d")));
        var e = await CreateAsync("e", "one");
        await DeleteAsync(e);
        await WrittenAsync(Create(new(Jobs, "two", "f")));

        Assert.Equal(["a", "b", "c", "e", "e"], (await TakeAsync(all, 5)).Select(change => change.Object.Key.Name));
        Assert.Equal(["a", "e", "e"], (await TakeAsync(one, 3)).Select(change => change.Object.Key.Name));
        Assert.Equal(["c"], (await TakeAsync(clusterWide, 1)).Select(change => change.Object.Key.Name));
        Assert.Equal(["d", "f"], (await TakeAsync(jobs, 2)).Select(change => change.Object.Key.Name));
        await using var late = await Store.WatchAsync(Pods, "one", start);
        Assert.Equal(["a", "e", "e"], (await TakeAsync(late, 3)).Select(change => change.Object.Key.Name));
    }

    [Fact]
    public async Task Watch_ChangesElsewhere_AdvanceItsRevision()
    {
        await using var watch = await Store.WatchAsync(Pods, "default", Store.Revision);

        var elsewhere = await WrittenAsync(Create(new(Jobs, "default", "job")));
        await CreateAsync("a", "other");
        Assert.Equal(Store.Revision, watch.Revision);

        var created = await CreateAsync("a");
        await CreateAsync("b", "other");
        Assert.InRange(watch.Revision, elsewhere.Revision, created.Revision - 1);
        await TakeAsync(watch, 1);
        Assert.Equal(Store.Revision, watch.Revision);
    }

    [Fact]
    public async Task Watch_ManyChanges_ComeInBoundedBatches()
    {
        await using var watch = await Store.WatchAsync(Pods, null, Store.Revision);
        for (var batch = 0; batch < 4; batch++)
        {
            await Store.WriteAsync([.. Enumerable.Range(0, 700).Select(i => Create(Pod($"pod-{batch}-{i}")))]);
        }

        var seen = new List<long>();
        while (seen.Count < 2800)
        {
            var next = await watch.NextAsync(default);
            Assert.InRange(next.Count, 1, LargestBatch);
            seen.AddRange(next.Select(change => change.Object.Revision));
        }

        Assert.Equal(seen.Order().Distinct(), seen);
        Assert.Equal(Store.Revision, seen[^1]);
    }

    [Fact]
    public async Task Watch_CancelledWaits_LoseNothing()
    {
        await using var watch = await Store.WatchAsync(Pods, null, Store.Revision);
        var seen = new List<string>();
        for (var round = 0; round < 200; round++)
        {
            using var cancel = new CancellationTokenSource();
            var next = watch.NextAsync(cancel.Token).AsTask();
            var write = Task.Run(() => CreateAsync($"pod-{round}"));
            await Task.WhenAll(write, Task.Run(cancel.Cancel));
            try
            {
                seen.AddRange((await next).Select(change => change.Object.Key.Name));
            }
            catch (OperationCanceledException)
            {
                // The next round has it.
            }
        }

        if (seen.Count < 200)
        {
            seen.AddRange((await TakeAsync(watch, 200 - seen.Count)).Select(change => change.Object.Key.Name));
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(round => $"pod-{round}"), seen);
    }

    [Fact]
    public async Task Watch_CancelledBefore_Throws()
    {
        await using var watch = await Store.WatchAsync(Pods, null, Store.Revision);
        await CreateAsync("a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await watch.NextAsync(new(canceled: true)));

        Assert.Single(await TakeAsync(watch, 1));
    }

    [Fact]
    public async Task Watch_ManyBesideBusyWriters_SeeOneSequence()
    {
        const int Writers = 8;
        const int Rounds = 40;
        var start = (await CreateAsync("first")).Revision;
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var pod = await CreateAsync($"pod-{writer}-{round}");
                await DeleteAsync(await UpdateAsync(pod));
            }
        })).ToList();
        var watching = Enumerable.Range(0, 50).Select(number => Task.Run(async () =>
        {
            // Some watch from the beginning, others join where the store is by now.
            var after = number % 2 == 0 ? start : Store.Revision;
            await using var watch = await Store.WatchAsync(Pods, null, after);
            var seen = new List<RandomHistory.Change>();
            using var patience = new CancellationTokenSource(Patience);
            while (seen.Count == 0 || !seen[^1].Key.Name.StartsWith("last", StringComparison.Ordinal))
            {
                seen.AddRange((await watch.NextAsync(patience.Token)).Select(RandomHistory.Change.Of));
            }

            return (After: after, Seen: seen);
        })).ToList();
        await Task.WhenAll(writing);
        await CreateAsync("last");

        var seen = await Task.WhenAll(watching);
        var whole = seen[0].Seen;
        Assert.Equal((Writers * Rounds * 3) + 1, whole.Count);
        Assert.Equal(whole.Select(change => change.Revision).Order().Distinct(), whole.Select(change => change.Revision));
        Assert.All(seen, one => Assert.Equal(whole.Where(change => change.Revision > one.After), one.Seen));
    }

    [Fact]
    public async Task Watch_AcrossARestart_GoesOnWhereItStopped()
    {
        var created = await CreateAsync("a");
        var updated = await UpdateAsync(created);
        await RestartAsync();
        await using var watch = await Store.WatchAsync(Pods, null, created.Revision);
        var deleted = await DeleteAsync(updated);

        Assert.Collection(
            await TakeAsync(watch, 2),
            change => AssertChange(change, ChangeType.Modified, updated, created),
            change => AssertChange(change, ChangeType.Deleted, deleted, updated));
    }

    [Fact]
    public async Task Watch_FutureRevision_Expires()
    {
        var created = await CreateAsync("a");

        var expired = await Assert.ThrowsAsync<RevisionExpiredException>(
            async () => await Store.WatchAsync(Pods, null, created.Revision + 1));

        Assert.Equal(created.Revision + 1, expired.Wanted);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Watch_FromEveryRevisionOfARandomHistory_ShowsTheRest(int seed)
    {
        var history = new RandomHistory(seed);
        await history.WriteAsync(Store, batches: 60);
        await AssertWatchesAsync(history, "pods", null);
        await AssertWatchesAsync(history, "pods", "b");
        await RestartAsync();
        await AssertWatchesAsync(history, "pods", null);
        await AssertWatchesAsync(history, "jobs.batch", "a");
    }

    private async Task AssertWatchesAsync(RandomHistory history, string resource, string? @namespace)
    {
        foreach (var after in history.Revisions)
        {
            var rest = history.Changes.Where(change => change.Revision > after
                && change.Key.Resource == resource
                && (@namespace is null || change.Key.Namespace == @namespace)).ToList();
            await using var watch = await Store.WatchAsync(resource, @namespace, after);

            Assert.Equal(rest, (await TakeAsync(watch, rest.Count)).Select(RandomHistory.Change.Of));
        }
    }

    private static void AssertChange(ObjectChange change, ChangeType type, StoredObject stored, StoredObject? previous)
    {
        Assert.Equal(type, change.Type);
        AssertSame(stored, change.Object);
        AssertSame(previous, change.Previous);
    }
}
