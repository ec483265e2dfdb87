using JobFlows.Workflows.Objects;

namespace JobFlows.Conformance.Objects;

public abstract partial class ObjectStoreConformance
{
    [Fact]
    public async Task Create_NewName_IsReadBack()
    {
        var before = Store.Revision;

        var created = await CreateAsync("a", content: "é €");

        Assert.Equal("uid-of-a", created.Uid);
        Assert.True(created.Revision > before);
        Assert.Equal(created.Revision, Store.Revision);
        Assert.Equal("é €", Content(created));
        AssertSame(created, await Store.GetAsync(Pod("a")));
    }

    [Fact]
    public async Task Create_NameExists_SaysWhoHasIt()
    {
        var first = await WrittenAsync(Create(Pod("a"), uid: "first"));

        var second = await WriteAsync(Create(Pod("a"), content: "other", uid: "second"));

        Assert.Equal("first", Assert.IsType<WriteResult.AlreadyExists>(second).Uid);
        Assert.Equal(first.Revision, Store.Revision);
        AssertSame(first, await Store.GetAsync(Pod("a")));
    }

    [Fact]
    public async Task Create_SameNameElsewhere_IsAnotherObject()
    {
        ObjectKey[] keys = [Pod("a"), Pod("a", "other"), Pod("a", ""), new(Jobs, "default", "a"), new(Jobs, "", "a")];

        foreach (var key in keys)
        {
            await WrittenAsync(Create(key, content: key.ToString()));
        }

        foreach (var key in keys)
        {
            Assert.Equal(key.ToString(), Content((await Store.GetAsync(key))!));
        }
    }

    [Fact]
    public async Task Create_LargeObject_IsReadBack()
    {
        var created = await CreateAsync("large", content: new string('x', 1_400_000));

        AssertSame(created, await Store.GetAsync(Pod("large")));
    }

    [Fact]
    public async Task Update_AtExpectedRevision_Replaces()
    {
        var created = await CreateAsync("a");

        var updated = await UpdateAsync(created, "changed");

        Assert.True(updated.Revision > created.Revision);
        Assert.Equal(created.Uid, updated.Uid);
        Assert.Equal("changed", Content(updated));
        AssertSame(updated, await Store.GetAsync(Pod("a")));
    }

    [Fact]
    public async Task Update_AtOlderRevision_Conflicts()
    {
        var created = await CreateAsync("a");
        var updated = await UpdateAsync(created);

        var late = await WriteAsync(Update(Pod("a"), created.Revision, "late"));

        Assert.Equal(updated.Revision, Assert.IsType<WriteResult.Conflict>(late).Revision);
        Assert.Equal(updated.Revision, Store.Revision);
        AssertSame(updated, await Store.GetAsync(Pod("a")));
    }

    [Fact]
    public async Task Update_NoObject_IsNotFound() => Assert.IsType<WriteResult.NotFound>(await WriteAsync(Update(Pod("a"), 1)));

    [Fact]
    public async Task Delete_AtExpectedRevision_Removes()
    {
        var created = await CreateAsync("a");

        var deleted = await DeleteAsync(created, "last words");

        Assert.True(deleted.Revision > created.Revision);
        Assert.Equal(deleted.Revision, Store.Revision);
        Assert.Equal(created.Uid, deleted.Uid);
        Assert.Equal("last words", Content(deleted));
        Assert.Null(await Store.GetAsync(Pod("a")));
    }

    [Fact]
    public async Task Delete_AtOlderRevision_Conflicts()
    {
        var created = await CreateAsync("a");
        var updated = await UpdateAsync(created);

        var late = await WriteAsync(Delete(Pod("a"), created.Revision));

        Assert.Equal(updated.Revision, Assert.IsType<WriteResult.Conflict>(late).Revision);
        AssertSame(updated, await Store.GetAsync(Pod("a")));
    }

    [Fact]
    public async Task Delete_NoObject_IsNotFound()
    {
        var deleted = await DeleteAsync(await CreateAsync("a"));

        Assert.IsType<WriteResult.NotFound>(await WriteAsync(Delete(Pod("a"), deleted.Revision)));
        Assert.IsType<WriteResult.NotFound>(await WriteAsync(Update(Pod("a"), deleted.Revision)));
    }

    [Fact]
    public async Task Create_AfterDelete_IsANewObject()
    {
        var deleted = await DeleteAsync(await CreateAsync("a"));

        var created = await WrittenAsync(Create(Pod("a"), content: "second", uid: "second"));

        Assert.True(created.Revision > deleted.Revision);
        Assert.Equal("second", created.Uid);
        AssertSame(created, await Store.GetAsync(Pod("a")));
    }

    [Fact]
    public async Task Write_AnyKind_GrowsOneRevision()
    {
        var last = Store.Revision;
        foreach (var resource in (string[])[Pods, Jobs, "events", Pods, "namespaces"])
        {
            var created = await WrittenAsync(Create(new(resource, "", $"after-{last}")));
            Assert.True(created.Revision > last);
            Assert.Equal(created.Revision, Store.Revision);
            last = created.Revision;
        }
    }

    [Fact]
    public async Task Batch_EachWrite_HasItsOwnResult()
    {
        var old = await CreateAsync("old");
        var stale = await CreateAsync("stale");
        var fresh = await UpdateAsync(stale);

        var results = await Store.WriteAsync(
        [
            Create(Pod("new")),
            Create(Pod("old")),
            Update(Pod("stale"), stale.Revision),
            Update(Pod("missing"), 1),
            Delete(Pod("old"), old.Revision),
        ]);

        Assert.Collection(
            results,
            created => AssertSame(Written(created), Store.GetAsync(Pod("new")).AsTask().Result),
            exists => Assert.Equal(old.Uid, Assert.IsType<WriteResult.AlreadyExists>(exists).Uid),
            conflict => Assert.Equal(fresh.Revision, Assert.IsType<WriteResult.Conflict>(conflict).Revision),
            missing => Assert.IsType<WriteResult.NotFound>(missing),
            deleted => Assert.True(Written(deleted).Revision > Written(results[0]).Revision));
        Assert.Equal(["new", "stale"], await NamesAsync(new() { Resource = Pods }));
    }

    [Fact]
    public async Task Batch_LaterWrites_SeeEarlierOnes()
    {
        var a = await CreateAsync("a");
        var b = await CreateAsync("b");

        var results = await Store.WriteAsync(
        [
            Update(Pod("a"), a.Revision, "first"),
            Update(Pod("a"), a.Revision, "second"),
            Delete(Pod("b"), b.Revision),
            Update(Pod("b"), b.Revision),
            Create(Pod("b"), uid: "again"),
            Create(Pod("c"), uid: "first"),
            Create(Pod("c"), uid: "second"),
        ]);

        Assert.Equal(Written(results[0]).Revision, Assert.IsType<WriteResult.Conflict>(results[1]).Revision);
        Written(results[2]);
        Assert.IsType<WriteResult.NotFound>(results[3]);
        Assert.Equal("again", Written(results[4]).Uid);
        Written(results[5]);
        Assert.Equal("first", Assert.IsType<WriteResult.AlreadyExists>(results[6]).Uid);
        Assert.Equal("first", Content((await Store.GetAsync(Pod("a")))!));
    }

    [Fact]
    public async Task Batch_Revisions_GrowInItsOrder()
    {
        var results = await Store.WriteAsync([.. Enumerable.Range(0, 1200).Select(i => Create(Pod($"pod-{i}")))]);

        var revisions = results.Select(result => Written(result).Revision).ToList();
        Assert.Equal(revisions.Order().Distinct(), revisions);
        Assert.Equal(revisions[^1], Store.Revision);
    }

    [Fact]
    public async Task Batch_OfNothing_ChangesNothing()
    {
        var before = (await CreateAsync("a")).Revision;

        Assert.Empty(await Store.WriteAsync([]));
        Assert.Equal(before, Store.Revision);
    }

    [Fact]
    public async Task Get_Batch_KeepsTheOrder()
    {
        var a = await CreateAsync("a");
        var b = await CreateAsync("b");

        var found = await Store.GetAsync([Pod("b"), Pod("missing"), Pod("a"), Pod("b")]);

        Assert.Equal(4, found.Count);
        AssertSame(b, found[0]);
        Assert.Null(found[1]);
        AssertSame(a, found[2]);
        AssertSame(b, found[3]);
    }

    [Fact]
    public async Task Update_ManyWritersAtOneRevision_ExactlyOneWins()
    {
        var current = await CreateAsync("a");
        for (var round = 0; round < 20; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
                Task.Run(() => WriteAsync(Update(Pod("a"), current.Revision, $"{round}/{writer}")))));

            var winner = Assert.Single(results.OfType<WriteResult.Written>()).Object;
            Assert.All(results.OfType<WriteResult.Conflict>(), lost => Assert.Equal(winner.Revision, lost.Revision));
            Assert.Equal(15, results.OfType<WriteResult.Conflict>().Count());
            AssertSame(winner, await Store.GetAsync(Pod("a")));
            current = winner;
        }
    }

    [Fact]
    public async Task Create_ManyWritersOfOneName_ExactlyOneWins()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = Pod($"pod-{round}");
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
                Task.Run(() => WriteAsync(Create(key, uid: $"uid-{writer}")))));

            var winner = Assert.Single(results.OfType<WriteResult.Written>()).Object;
            Assert.All(results.OfType<WriteResult.AlreadyExists>(), lost => Assert.Equal(winner.Uid, lost.Uid));
            Assert.Equal(15, results.OfType<WriteResult.AlreadyExists>().Count());
        }
    }

    [Fact]
    public async Task Update_WritersThatRetry_LoseNoIncrement()
    {
        await CreateAsync("counter", content: "0");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 25;)
            {
                var current = (await Store.GetAsync(Pod("counter")))!;
                var next = int.Parse(Content(current)) + 1;
                done += await WriteAsync(Update(current.Key, current.Revision, $"{next}")) is WriteResult.Written ? 1 : 0;
            }
        })));

        Assert.Equal("200", Content((await Store.GetAsync(Pod("counter")))!));
    }

    [Fact]
    public async Task Restart_Objects_AreThere()
    {
        var a = await CreateAsync("a");
        var b = await UpdateAsync(await CreateAsync("b"));
        var deleted = await DeleteAsync(await CreateAsync("c"));

        await RestartAsync();

        Assert.Equal(deleted.Revision, Store.Revision);
        AssertSame(a, await Store.GetAsync(a.Key));
        AssertSame(b, await Store.GetAsync(b.Key));
        Assert.Null(await Store.GetAsync(deleted.Key));
        Assert.IsType<WriteResult.Conflict>(await WriteAsync(Update(b.Key, b.Revision - 1)));
        Assert.True((await UpdateAsync(b)).Revision > deleted.Revision);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_NewestIsADeletion_ItsRevisionIsNotUsedAgain(bool compacted)
    {
        var deleted = await DeleteAsync(await CreateAsync("a"));
        if (compacted)
        {
            await Store.CompactAsync(deleted.Revision);
        }

        await RestartAsync();

        Assert.Equal(deleted.Revision, Store.Revision);
        Assert.True((await CreateAsync("b")).Revision > deleted.Revision);
    }
}
