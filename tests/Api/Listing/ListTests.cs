using System.Text.Json.Nodes;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Listing;

public sealed class ListTests
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    [Fact]
    public async Task Get_RevisionFromTheFuture_TimesOut()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.GetAsync("/api/v1/namespaces/default?resourceVersion=99999999");

        Assert.Equal((504, $"Timeout: Too large resource version: 99999999, current: {host.Store.Revision}"), (code, (string)status["message"]!));
    }

    [Fact]
    public async Task List_ParameterGivenTwice_TheFirstCounts()
    {
        const string Maps = "/api/v1/namespaces/default/configmaps";
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");
        await host.PostAsync(Maps, """{"metadata":{"name":"b"}}""");

        var (code, list) = await host.GetAsync(Maps + "?limit=1&limit=2");

        Assert.Equal(200, code);
        Assert.Single(list["items"]!.AsArray());
    }

    [Fact]
    public async Task Get_Object_CarriesItsRevision()
    {
        await using var host = await ApiHost.StartAsync();
        var stored = await PutJobAsync(host, "a");

        var (code, job) = await host.GetAsync($"{Jobs}/a");

        Assert.Equal(200, code);
        Assert.Equal(("batch/v1", "Job", stored.Revision.ToString()), ((string)job["apiVersion"]!, (string)job["kind"]!, (string)job["metadata"]!["resourceVersion"]!));
    }

    [Fact]
    public async Task Get_Missing_Is404WithDetails()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.GetAsync($"{Jobs}/nope");

        Assert.Equal(404, code);
        Assert.Equal("jobs.batch \"nope\" not found", (string)status["message"]!);
        Assert.Equal("""{"name":"nope","group":"batch","kind":"jobs"}""", status["details"]!.ToJsonString());
        Assert.Equal(("Status", "v1", "Failure", "NotFound", 404), ((string)status["kind"]!, (string)status["apiVersion"]!, (string)status["status"]!, (string)status["reason"]!, (int)status["code"]!));
    }

    [Fact]
    public async Task List_Pages_AreOneRevisionUntilTheLast()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            await PutJobAsync(host, name);
        }

        var (_, first) = await host.GetAsync($"{Jobs}?limit=2");
        await PutJobAsync(host, "f");
        var (_, second) = await host.GetAsync($"{Jobs}?limit=2&continue={first["metadata"]!["continue"]}");
        var (_, third) = await host.GetAsync($"{Jobs}?limit=2&continue={second["metadata"]!["continue"]}");

        Assert.Equal(("a b", "c d", "e"), (Names(first), Names(second), Names(third)));
        Assert.Equal((string)first["metadata"]!["resourceVersion"]!, (string)third["metadata"]!["resourceVersion"]!);
        Assert.Null(third["metadata"]!["continue"]);
        Assert.Equal(("JobList", "batch/v1"), ((string)first["kind"]!, (string)first["apiVersion"]!));
    }

    [Fact]
    public async Task List_PagesOfASelection_SkipWhatDoesNotMatch()
    {
        await using var host = await ApiHost.StartAsync();
        for (var i = 0; i < 9; i++)
        {
            await PutJobAsync(host, $"j{i}", label: i % 3 == 0 ? "x" : "y");
        }

        var (_, first) = await host.GetAsync($"{Jobs}?limit=2&labelSelector=l%3Dx");
        var (_, second) = await host.GetAsync($"{Jobs}?limit=2&labelSelector=l%3Dx&continue={first["metadata"]!["continue"]}");

        Assert.Equal(("j0 j3", "j6"), (Names(first), Names(second)));
        Assert.Null(second["metadata"]!["continue"]);
    }

    [Theory]
    [InlineData("metadata.name%3Db", "b")]
    [InlineData("metadata.name%3Db0", "")]
    [InlineData("metadata.name!%3Db", "a c")]
    [InlineData("metadata.namespace%3Ddefault", "a b c")]
    [InlineData("metadata.name%3Db,metadata.namespace%3Dother", "")]
    public async Task List_FieldSelector_Selects(string selector, string names)
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await PutJobAsync(host, name);
        }

        var (_, here) = await host.GetAsync($"{Jobs}?fieldSelector={selector}");
        var (_, everywhere) = await host.GetAsync($"/apis/batch/v1/jobs?fieldSelector={selector}&limit=500");

        Assert.Equal((names, names), (Names(here), Names(everywhere)));
        Assert.Null(here["metadata"]!["continue"]);
    }

    [Fact]
    public async Task List_SuccessfulJobs_CountsAbsentAsZero()
    {
        await using var host = await ApiHost.StartAsync();
        await PutJobAsync(host, "none");
        await host.PutAsync(ResourceTypes.Jobs, new Job { Metadata = new ObjectMeta { Name = "two" }, Status = new JobStatus { Succeeded = 2 } });

        var (_, none) = await host.GetAsync($"{Jobs}?fieldSelector=status.successful%3D0");
        var (_, two) = await host.GetAsync($"{Jobs}?fieldSelector=status.successful%3D2");

        Assert.Equal(("none", "two"), (Names(none), Names(two)));
    }

    [Fact]
    public async Task List_CompactedContinue_Is410WithATokenToGoOn()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await PutJobAsync(host, name);
        }

        var (_, first) = await host.GetAsync($"{Jobs}?limit=1");
        await PutJobAsync(host, "d");
        await host.Store.CompactAsync(host.Store.Revision);
        var (code, status) = await host.GetAsync($"{Jobs}?limit=1&continue={first["metadata"]!["continue"]}");
        var (_, rest) = await host.GetAsync($"{Jobs}?continue={status["metadata"]!["continue"]}");

        Assert.Equal((410, "Expired"), (code, (string)status["reason"]!));
        Assert.StartsWith("The provided continue parameter is too old", (string)status["message"]!, StringComparison.Ordinal);
        Assert.Equal("b c d", Names(rest));
    }

    [Theory]
    [InlineData("continue=%2B%2B%2B", 400, "continue key is not valid")]
    [InlineData("continue=bm9uc2Vuc2U", 400, "continue key is not valid")]
    [InlineData("resourceVersion=x", 400, "invalid resource version")]
    [InlineData("limit=x", 400, "strconv.ParseInt")]
    [InlineData("fieldSelector=spec.x%3D1", 400, "field label \"spec.x\" not supported for batchv1.Job")]
    [InlineData("labelSelector=%3D", 400, "found '='")]
    [InlineData("resourceVersionMatch=Exact", 422, "resourceVersionMatch is forbidden unless resourceVersion is provided")]
    [InlineData("resourceVersionMatch=Exact&resourceVersion=0", 422, "is forbidden for resourceVersion \"0\"")]
    [InlineData("resourceVersionMatch=Foo&resourceVersion=1", 422, "supported values: \"Exact\", \"NotOlderThan\", \"\"")]
    [InlineData("sendInitialEvents=true", 422, "sendInitialEvents is forbidden for list")]
    [InlineData("resourceVersion=99999999", 504, "Too large resource version: 99999999, current: ")]
    public async Task List_BadOptions_AreRefusedInKubernetesWords(string query, int code, string message)
    {
        await using var host = await ApiHost.StartAsync();

        var (actual, status) = await host.GetAsync($"{Jobs}?{query}");

        Assert.Equal(code, actual);
        Assert.Contains(message, (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ExactRevision_ShowsThePast()
    {
        await using var host = await ApiHost.StartAsync();
        var past = (await PutJobAsync(host, "a")).Revision;
        await PutJobAsync(host, "b");

        var (_, exact) = await host.GetAsync($"{Jobs}?resourceVersion={past}&resourceVersionMatch=Exact");
        var (_, newer) = await host.GetAsync($"{Jobs}?resourceVersion={past}&resourceVersionMatch=NotOlderThan");

        Assert.Equal(("a", past.ToString()), (Names(exact), (string)exact["metadata"]!["resourceVersion"]!));
        Assert.Equal("a b", Names(newer));
    }

    [Fact]
    public async Task List_AllNamespaces_ComesInOrder()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.ConfigMaps, new ConfigMap { Metadata = new ObjectMeta { Name = "z", Namespace = "a" } });
        await host.PutAsync(ResourceTypes.ConfigMaps, new ConfigMap { Metadata = new ObjectMeta { Name = "a", Namespace = "b" } });

        var (_, list) = await host.GetAsync("/api/v1/configmaps");

        Assert.Equal("z a", Names(list));
    }

    [Fact]
    public async Task List_MetadataOnly_CutsTheRestOff()
    {
        await using var host = await ApiHost.StartAsync();
        await PutJobAsync(host, "a");

        var (_, list) = await host.GetAsync(Jobs, "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");

        Assert.Equal("PartialObjectMetadataList", (string)list["kind"]!);
        Assert.Equal("PartialObjectMetadata", (string)list["items"]![0]!["kind"]!);
        Assert.Equal(["kind", "apiVersion", "metadata"], list["items"]![0]!.AsObject().Select(p => p.Key));
        Assert.Equal("a", Names(list));
    }

    [Fact]
    public async Task List_EventsOfTheOtherGroup_AreTheSameUnderOtherNames()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Events, new Event
        {
            Metadata = new ObjectMeta { Name = "e" },
            InvolvedObject = new ObjectReference { Kind = "Job", Name = "pi" },
            Message = "m",
            Count = 2,
            Source = new EventSource { Component = "c" },
        });

        var (_, list) = await host.GetAsync("/apis/events.k8s.io/v1/namespaces/default/events?fieldSelector=regarding.name%3Dpi");

        var e = list["items"]![0]!;
        Assert.Equal(("EventList", "events.k8s.io/v1", "events.k8s.io/v1"), ((string)list["kind"]!, (string)list["apiVersion"]!, (string)e["apiVersion"]!));
        Assert.Equal(("pi", "m", 2, "c"), ((string)e["regarding"]!["name"]!, (string)e["note"]!, (int)e["deprecatedCount"]!, (string)e["deprecatedSource"]!["component"]!));
        Assert.Null(e["involvedObject"]);
        Assert.NotNull(e["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task List_BigAndGzipWanted_IsCompressed()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.ConfigMaps, new ConfigMap
        {
            Metadata = new ObjectMeta { Name = "big" },
            Data = new Dictionary<string, string> { ["x"] = new string('x', 200_000) },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/configmaps");
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await host.Client.SendAsync(request);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        await using var unzipped = new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal("big", (string)(await JsonNode.ParseAsync(unzipped))!["items"]![0]!["metadata"]!["name"]!);
    }

    internal static string Names(JsonNode list) => string.Join(' ', list["items"]!.AsArray().Select(i => (string)i!["metadata"]!["name"]!));

    private static Task<Workflows.Objects.StoredObject> PutJobAsync(ApiHost host, string name, string? label = null) => host.PutAsync(ResourceTypes.Jobs, new Job
    {
        Metadata = new ObjectMeta
        {
            Name = name,
            CreationTimestamp = host.Time.GetUtcNow(),
            Labels = label is null ? null : new Dictionary<string, string> { ["l"] = label },
        },
        Spec = new JobSpec(),
    });
}
