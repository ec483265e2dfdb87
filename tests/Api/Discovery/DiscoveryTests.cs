using JobFlows.Api.Tests.Fakes;

namespace JobFlows.Api.Tests.Discovery;

public sealed class DiscoveryTests
{
    private const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
        + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    [Theory]
    [InlineData("/apis", Aggregated, "v2")]
    [InlineData("/api", Aggregated, "v2")]
    [InlineData("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList;profile=nopeer," + Aggregated, "v2")]
    [InlineData("/apis", "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json", "v2beta1")]
    public async Task Aggregated_Asked_ContentTypeSaysWhat(string path, string accept, string version)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(
            $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList",
            response.Content.Headers.NonValidated["Content-Type"].ToString());
    }

    [Fact]
    public async Task Aggregated_Groups_TellOfJobs()
    {
        await using var host = await ApiHost.StartAsync();

        var (_, list) = await host.GetAsync("/apis", Aggregated);

        var batch = list["items"]!.AsArray().Single(g => (string)g!["metadata"]!["name"]! == "batch")!;
        var jobs = batch["versions"]![0]!["resources"]!.AsArray().Single(r => (string)r!["resource"]! == "jobs")!;
        Assert.Equal(("Namespaced", "job", "Job"), ((string)jobs["scope"]!, (string)jobs["singularResource"]!, (string)jobs["responseKind"]!["kind"]!));
        Assert.Equal("""["create","delete","deletecollection","get","list","patch","update","watch"]""", jobs["verbs"]!.ToJsonString());
        Assert.Equal("all", (string)jobs["categories"]![0]!);
        Assert.Equal("status", (string)jobs["subresources"]![0]!["subresource"]!);
    }

    [Fact]
    public async Task Aggregated_KnownETag_Is304()
    {
        await using var host = await ApiHost.StartAsync();
        using var first = await host.Client.GetAsync("/apis");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/apis");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await host.Client.SendAsync(again);

        Assert.Equal(System.Net.HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Legacy_Documents_AreComplete()
    {
        await using var host = await ApiHost.StartAsync();

        var (_, versions) = await host.GetAsync("/api");
        var (_, groups) = await host.GetAsync("/apis");
        var (_, group) = await host.GetAsync("/apis/batch");
        var (_, resources) = await host.GetAsync("/apis/batch/v1");
        var (_, core) = await host.GetAsync("/api/v1");

        Assert.Equal(("APIVersions", "v1"), ((string)versions["kind"]!, (string)versions["versions"]![0]!));
        Assert.Contains("batch", groups["groups"]!.AsArray().Select(g => (string)g!["name"]!));
        Assert.Equal("batch/v1", (string)group["preferredVersion"]!["groupVersion"]!);
        Assert.Equal(["cronjobs", "cronjobs/status", "jobs", "jobs/status"], resources["resources"]!.AsArray().Select(r => (string)r!["name"]!));
        var eviction = core["resources"]!.AsArray().Single(r => (string)r!["name"]! == "pods/eviction")!;
        Assert.Equal(("policy", "v1", "Eviction"), ((string)eviction["group"]!, (string)eviction["version"]!, (string)eviction["kind"]!));
    }

    [Fact]
    public async Task Version_NamesMajorAndMinor()
    {
        await using var host = await ApiHost.StartAsync(o => o.GitVersion = "v1.35.2+x");

        var (_, version) = await host.GetAsync("/version");

        Assert.Equal(("1", "35", "v1.35.2+x"), ((string)version["major"]!, (string)version["minor"]!, (string)version["gitVersion"]!));
    }

    [Theory]
    [InlineData("/livez", "ok")]
    [InlineData("/readyz", "ok")]
    [InlineData("/healthz", "ok")]
    [InlineData("/readyz?verbose", "[+]ping ok\n[+]store ok\nreadyz check passed\n")]
    public async Task Health_IsPlainText(string path, string body)
    {
        await using var host = await ApiHost.StartAsync();

        using var response = await host.Client.GetAsync(path);

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
    }
}
