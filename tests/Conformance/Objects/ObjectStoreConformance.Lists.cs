using JobFlows.Workflows.Objects;

namespace JobFlows.Conformance.Objects;

public abstract partial class ObjectStoreConformance
{
    [Fact]
    public async Task List_Empty_HasTheStoresRevision()
    {
        await WrittenAsync(Create(new(Jobs, "default", "a")));

        var page = await Store.ListAsync(new() { Resource = Pods });

        Assert.Empty(page.Items);
        Assert.False(page.More);
        Assert.Equal(Store.Revision, page.Revision);
    }

    [Fact]
    public async Task List_Order_IsNamespaceThenNameOrdinal()
    {
        (string Namespace, string Name)[] ordered =
        [
            ("", "z"), ("a", "b"), ("a-b", "a"), ("a.b", "a"), ("a0", "a"), ("aa", "a"),
            ("b", "a"), ("b", "a-"), ("b", "a-1"), ("b", "a-10"), ("b", "a-2"), ("b", "a.1"), ("b", "a0"), ("b", "ab"),
        ];
        foreach (var (@namespace, name) in ordered.Reverse())
        {
            await CreateAsync(name, @namespace);
        }

        var page = await Store.ListAsync(new() { Resource = Pods });

        Assert.Equal(ordered, page.Items.Select(item => (item.Key.Namespace, item.Key.Name)));
    }

    [Fact]
    public async Task List_Namespace_HasOnlyItsObjects()
    {
        await CreateAsync("a", "one");
        var b = await CreateAsync("b", "two");
        await WrittenAsync(Create(new(Jobs, "two", "job")));

        var page = await Store.ListAsync(new() { Resource = Pods, Namespace = "two" });

        AssertSame(b, Assert.Single(page.Items));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task List_Pages_AreTheWholeList(int limit)
    {
        for (var i = 0; i < 10; i++)
        {
            await CreateAsync($"pod-{i}", $"ns-{i % 3}");
        }

        var whole = await Store.ListAsync(new() { Resource = Pods });
        var paged = await ListInPagesAsync(new() { Resource = Pods, Limit = limit });

        Assert.Equal(10, whole.Items.Count);
        Assert.Equal(whole.Items.Select(item => item.Key), paged.Select(item => item.Key));
    }

    [Fact]
    public async Task List_PagesWhileOthersWrite_AreAtOneRevision()
    {
        var pods = new List<StoredObject>();
        for (var i = 0; i < 30; i++)
        {
            pods.Add(await CreateAsync($"pod-{i:D2}", $"ns-{i % 2}"));
        }

        var then = await Store.ListAsync(new() { Resource = Pods });
        var paged = await ListInPagesAsync(
            new() { Resource = Pods, Limit = 4 },
            async page =>
            {
                await UpdateAsync(pods[page]);
                await UpdateAsync(pods[29 - page]);
                await DeleteAsync(pods[10 + page]);
                await CreateAsync($"pod-{page:D2}-more", "ns-0");
            });

        Assert.Equal(then.Items.Count, paged.Count);
        Assert.All(then.Items.Zip(paged), pair => AssertSame(pair.First, pair.Second));
    }

    [Fact]
    public async Task List_PagesBesideBusyWriters_AreAtOneRevision()
    {
        for (var i = 0; i < 40; i++)
        {
            await CreateAsync($"pod-{i}", content: "0");
        }

        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var turn = 1; !stop.IsCancellationRequested; turn++)
            {
                var mine = await Store.GetAsync([.. Enumerable.Range(writer * 10, 10).Select(i => Pod($"pod-{i}"))]);
                await Store.WriteAsync([.. mine.Select(pod => Update(pod!.Key, pod.Revision, $"{turn}"))]);
            }
        })).ToList();
        for (var round = 0; round < 20; round++)
        {
            var items = await ListInPagesAsync(new() { Resource = Pods, Limit = 7 });
            var paged = items.ToDictionary(item => item.Key.Name, Content);

            Assert.Equal(40, paged.Count);
            for (var writer = 0; writer < 4; writer++)
            {
                // Each writer rewrites its ten pods in order, over and over; a list may fall between two of them.
                var turns = Enumerable.Range(writer * 10, 10).Select(i => int.Parse(paged[$"pod-{i}"])).ToList();
                Assert.Equal(turns.OrderDescending(), turns);
                Assert.InRange(turns[0] - turns[^1], 0, 1);
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task List_Owner_FollowsTheIndex()
    {
        var a = await CreateAsync("a", owner: "one");
        var b = await CreateAsync("b", owner: "one");
        var c = await CreateAsync("c", owner: "two");
        await CreateAsync("d");
        await WrittenAsync(Create(new(Jobs, "default", "job"), owner: "one"));
        var before = Store.Revision;
        Assert.Equal(["a", "b"], await NamesAsync(new() { Resource = Pods, Owner = "one" }));

        a = await UpdateAsync(a, owner: "two");
        b = await UpdateAsync(b, owner: "one");
        c = await UpdateAsync(c, owner: null);
        Assert.Equal(["b"], await NamesAsync(new() { Resource = Pods, Owner = "one" }));
        Assert.Equal(["a"], await NamesAsync(new() { Resource = Pods, Namespace = "default", Owner = "two" }));
        Assert.Empty(await NamesAsync(new() { Resource = Pods, Namespace = "other", Owner = "two" }));

        await UpdateAsync(c, owner: "one");
        await DeleteAsync(b);
        Assert.Equal(["c"], await NamesAsync(new() { Resource = Pods, Owner = "one" }));

        Assert.Equal(["a", "b"], await NamesAsync(new() { Resource = Pods, Owner = "one", Revision = before }));
        Assert.Equal(["c"], await NamesAsync(new() { Resource = Pods, Owner = "two", Revision = before }));
        await RestartAsync();
        Assert.Equal(["c"], await NamesAsync(new() { Resource = Pods, Owner = "one" }));
        Assert.Equal(["b"], await NamesAsync(new() { Resource = Pods, Owner = "one", After = Pod("a"), Limit = 1, Revision = before }));
    }

    [Fact]
    public async Task List_FutureRevision_Expires()
    {
        var created = await CreateAsync("a");

        var expired = await Assert.ThrowsAsync<RevisionExpiredException>(
            async () => await Store.ListAsync(new() { Resource = Pods, Revision = created.Revision + 1 }));

        Assert.Equal(created.Revision + 1, expired.Wanted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task List_EveryRevisionOfARandomHistory_IsTheStateThen(int seed)
    {
        var history = new RandomHistory(seed);
        await history.WriteAsync(Store, batches: 60);
        await AssertStatesAsync(history);

        await RestartAsync();
        await AssertStatesAsync(history);

        await Store.CompactAsync(history.Revisions[history.Revisions.Count / 2]);
        history.ForgetBefore(history.Revisions[history.Revisions.Count / 2]);
        await AssertStatesAsync(history);
        await history.WriteAsync(Store, batches: 20);
        await AssertStatesAsync(history);
    }

    private async Task AssertStatesAsync(RandomHistory history)
    {
        foreach (var revision in history.Revisions)
        {
            foreach (var query in RandomHistory.Queries)
            {
                var listed = await ListInPagesAsync(query with { Revision = revision });

                Assert.Equal(history.List(query, revision), listed.Select(item => (item.Key, item.Revision)));
            }
        }
    }

    private async Task<List<StoredObject>> ListInPagesAsync(ListQuery query, Func<int, Task>? between = null)
    {
        var items = new List<StoredObject>();
        long? remaining = null;
        for (var number = 0; ; number++)
        {
            var page = await Store.ListAsync(query);
            items.AddRange(page.Items);
            Assert.Equal(remaining ?? page.Items.Count + page.Remaining, page.Items.Count + page.Remaining);
            remaining = page.Remaining;
            Assert.True(query.Revision is null || page.Revision == query.Revision);
            Assert.True(query.Limit == 0 || page.Items.Count <= query.Limit);
            if (!page.More)
            {
                return items;
            }

            Assert.Equal(query.Limit, page.Items.Count);
            query = query with { Revision = page.Revision, After = page.Items[^1].Key };
            await (between?.Invoke(number) ?? Task.CompletedTask);
        }
    }
}
