using System.Text.Json.Nodes;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Tests.Watch;

public sealed class WatchTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Watch_FromARevision_ShowsWhatComesAfter()
    {
        await using var host = await ApiHost.StartAsync();
        var before = await PutAsync(host, "a");
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true&resourceVersion={before.Revision}");

        await PutAsync(host, "b");
        await PutAsync(host, "a");
        await host.Deletion.DeleteAsync(ResourceTypes.ConfigMaps, before.Key with { Name = "b" }, new DeleteOptions());

        Assert.Equal(["ADDED b", "MODIFIED a", "DELETED b"], await watch.TakeAsync(3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&resourceVersion=0")]
    public async Task Watch_FromNowhere_BeginsWithWhatThereIs(string revision)
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host, "a");
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true{revision}");

        Assert.Equal(["ADDED a"], await watch.TakeAsync(1));
        await PutAsync(host, "b");
        Assert.Equal(["ADDED b"], await watch.TakeAsync(1));
    }

    [Fact]
    public async Task Watch_InitialEvents_EndWithTheMarkedBookmark()
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host, "a");
        await using var watch = await OpenAsync(
            host, $"{Maps}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");

        Assert.Equal(["ADDED a"], await watch.TakeAsync(1));
        var bookmark = await watch.NextAsync();
        Assert.Equal(("BOOKMARK", "ConfigMap"), ((string)bookmark["type"]!, (string)bookmark["object"]!["kind"]!));
        Assert.Equal("true", (string)bookmark["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!);
        Assert.Equal(host.Store.Revision.ToString(), (string)bookmark["object"]!["metadata"]!["resourceVersion"]!);
    }

    [Fact]
    public async Task Watch_Selector_TurnsChangesIntoComingsAndGoings()
    {
        await using var host = await ApiHost.StartAsync();
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true&labelSelector=l%3Dx");

        await PutAsync(host, "a", "y");
        await PutAsync(host, "a", "x");
        await PutAsync(host, "a", "x");
        var gone = await PutAsync(host, "a", "y");
        await PutAsync(host, "b", "x");

        Assert.Equal(["ADDED a", "MODIFIED a"], await watch.TakeAsync(2));
        var left = await watch.NextAsync();
        Assert.Equal(("DELETED", "x"), ((string)left["type"]!, (string)left["object"]!["metadata"]!["labels"]!["l"]!));
        Assert.Equal(gone.Revision.ToString(), (string)left["object"]!["metadata"]!["resourceVersion"]!);
        Assert.Equal(["ADDED b"], await watch.TakeAsync(1));
    }

    [Fact]
    public async Task Watch_CompactedRevision_IsAnErrorEvent()
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host, "a");
        await PutAsync(host, "b");
        await host.Store.CompactAsync(host.Store.Revision);
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true&resourceVersion=2");

        var error = await watch.NextAsync();
        Assert.Equal(("ERROR", 410, "Expired"), ((string)error["type"]!, (int)error["object"]!["code"]!, (string)error["object"]!["reason"]!));
        Assert.Equal($"too old resource version: 2 ({host.Store.Revision})", (string)error["object"]!["message"]!);
        Assert.True(await watch.EndedAsync());
    }

    [Fact]
    public async Task Watch_Timeout_EndsIt()
    {
        await using var host = await ApiHost.StartAsync();
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true&timeoutSeconds=5");
        await watch.WaitedForAsync(host);

        host.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(await watch.EndedAsync());
    }

    [Fact]
    public async Task Watch_LongerThanTheHostAllows_IsCutShort()
    {
        await using var host = await ApiHost.StartAsync(o => o.MaxWatchDuration = TimeSpan.FromSeconds(100));
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true&timeoutSeconds=5000");
        await watch.WaitedForAsync(host);

        host.Time.Advance(TimeSpan.FromSeconds(100));

        Assert.True(await watch.EndedAsync());
    }

    [Fact]
    public async Task Watch_Bookmarks_TellOfChangesElsewhere()
    {
        await using var host = await ApiHost.StartAsync(o => o.BookmarkInterval = TimeSpan.FromSeconds(10));
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true&allowWatchBookmarks=true&fieldSelector=metadata.name%3Da");
        await PutAsync(host, "a");
        Assert.Equal(["ADDED a"], await watch.TakeAsync(1));
        var other = await PutAsync(host, "b");
        await watch.WaitedForAsync(host);

        // The change to b wakes the watch without a word; the bookmark comes with the clock.
        JsonNode? bookmark = null;
        var next = watch.NextAsync();
        while (!next.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        bookmark = await next;
        Assert.Equal(("BOOKMARK", other.Revision.ToString()), ((string)bookmark["type"]!, (string)bookmark["object"]!["metadata"]!["resourceVersion"]!));
    }

    [Fact]
    public async Task Watch_BeforeItsEnd_IsToldHowFarItHasCome()
    {
        await using var host = await ApiHost.StartAsync();
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true&allowWatchBookmarks=true&timeoutSeconds=10&fieldSelector=metadata.name%3Da");
        await watch.WaitedForAsync(host);
        host.Time.Advance(TimeSpan.FromSeconds(8));

        var bookmark = await watch.NextAsync();
        Assert.Equal(("BOOKMARK", host.Store.Revision.ToString()), ((string)bookmark["type"]!, (string)bookmark["object"]!["metadata"]!["resourceVersion"]!));
        await watch.WaitedForAsync(host);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await watch.EndedAsync());
    }

    [Fact]
    public async Task Watch_InitialEventsFromTheFuture_IsAnErrorEvent()
    {
        await using var host = await ApiHost.StartAsync();
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=99999");

        var error = await watch.NextAsync();

        Assert.Equal(("ERROR", 504), ((string)error["type"]!, (int)error["object"]!["code"]!));
        Assert.True(await watch.EndedAsync());
    }

    [Fact]
    public async Task Watch_AsTable_TellsTheColumnsOnce()
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host, "a");
        await using var watch = await OpenAsync(host, $"{Maps}?watch=true", "application/json;as=Table;v=v1;g=meta.k8s.io");
        await PutAsync(host, "b");

        var first = await watch.NextAsync();
        var second = await watch.NextAsync();

        Assert.NotNull(first["object"]!["columnDefinitions"]);
        Assert.Null(second["object"]!["columnDefinitions"]);
        Assert.Equal(("Table", "b"), ((string)second["object"]!["kind"]!, (string)second["object"]!["rows"]![0]!["cells"]![0]!));
    }

    [Theory]
    [InlineData("sendInitialEvents=true", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")]
    [InlineData("sendInitialEvents=true&resourceVersionMatch=Exact", "supported values: \"NotOlderThan\"")]
    [InlineData("resourceVersionMatch=NotOlderThan", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided")]
    public async Task Watch_BadOptions_Are422(string query, string message)
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.GetAsync($"{Maps}?watch=true&{query}");

        Assert.Equal(422, code);
        Assert.Contains(message, (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_OneName_ThroughItsOwnPath()
    {
        await using var host = await ApiHost.StartAsync();
        await using var watch = await OpenAsync(host, $"{Maps}/b?watch=true");
        await PutAsync(host, "a");
        await PutAsync(host, "b");

        Assert.Equal(["ADDED b"], await watch.TakeAsync(1));
    }

    private static Task<StoredObject> PutAsync(ApiHost host, string name, string? label = null) => host.PutAsync(ResourceTypes.ConfigMaps, new ConfigMap
    {
        Metadata = new ObjectMeta { Name = name, Labels = label is null ? null : new Dictionary<string, string> { ["l"] = label } },
    });

    private static async Task<OpenWatch> OpenAsync(ApiHost host, string path, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new OpenWatch(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed class OpenWatch(HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
    {
        public async Task<JsonNode> NextAsync() => JsonNode.Parse((await lines.ReadLineAsync())!)!;

        public async Task<IReadOnlyList<string>> TakeAsync(int count)
        {
            var seen = new List<string>();
            for (var i = 0; i < count; i++)
            {
                var next = await NextAsync();
                seen.Add($"{next["type"]} {next["object"]!["metadata"]!["name"]}");
            }

            return seen;
        }

        /// <summary>Waits until the watch waits.</summary>
        public async Task WaitedForAsync(ApiHost host)
        {
            while (host.Time.Waiting == 0)
            {
                await Task.Yield();
            }
        }

        public async Task<bool> EndedAsync() => await lines.ReadLineAsync() is null;

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
