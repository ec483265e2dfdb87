using JobFlows.Api.Tests.Fakes;
using JobFlows.Workflows.Objects;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace JobFlows.Api.Tests.Routing;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("GET", "/", 404, null)]
    [InlineData("GET", "/nonsense", 404, null)]
    [InlineData("GET", "/apis/nope.example/v1/things", 404, null)]
    [InlineData("GET", "/apis/batch/v2/jobs", 404, null)]
    [InlineData("GET", "/openapi/v3/apis/nope/v1", 404, null)]
    [InlineData("GET", "/api/v1/things", 404, "the server could not find the requested resource")]
    [InlineData("GET", "/apis/batch/v1/namespaces/default/jobs/a/scale", 404, "the server could not find the requested resource")]
    [InlineData("GET", "/apis/batch/v1/jobs/a", 404, "the server could not find the requested resource")]
    [InlineData("GET", "/api/v1/namespaces/default/nodes", 404, "the server could not find the requested resource")]
    [InlineData("POST", "/apis/batch/v1/jobs", 405, "the server does not allow this method on the requested resource")]
    [InlineData("POST", "/apis/batch/v1/namespaces/default/jobs/a", 405, "the server does not allow this method on the requested resource")]
    [InlineData("PUT", "/apis/batch/v1/namespaces/default/jobs", 405, "the server does not allow this method on the requested resource")]
    [InlineData("DELETE", "/api/v1/namespaces", 405, "the server does not allow this method on the requested resource")]
    [InlineData("GET", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", 405, "the server does not allow this method on the requested resource")]
    [InlineData("DELETE", "/apis/batch/v1/namespaces/default/jobs/a/status", 405, "the server does not allow this method on the requested resource")]
    [InlineData("POST", "/api/v1/nodes", 405, "the server does not allow this method on the requested resource")]
    [InlineData("POST", "/apis/batch/v1/watch/namespaces/default/jobs", 405, "the server does not allow this method on the requested resource")]
    [InlineData("POST", "/apis", 405, "the server does not allow this method on the requested resource")]
    [InlineData("POST", "/api/v1/namespaces/default/pods/p/portforward", 501, "pods/portforward is not implemented by this server: pods share this machine's network, so connect to the port itself")]
    public async Task Path_LeadsNowhere_SaysSoLikeAnApiServer(string method, string path, int code, string? message)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var (actual, body) = await host.SendAsync(request);

        Assert.Equal(code, actual);
        if (message is null)
        {
            Assert.Equal("404 page not found\n", (string)body!);
        }
        else
        {
            Assert.Equal(("Status", message, code), ((string)body["kind"]!, (string)body["message"]!, (int)body["code"]!));
        }
    }

    [Theory]
    [InlineData("application/vnd.kubernetes.protobuf,application/json", 200)]
    [InlineData("application/cbor, application/vnd.kubernetes.protobuf, */*", 200)]
    [InlineData("application/json;as=Unknown;g=meta.k8s.io;v=v1,application/json", 200)]
    [InlineData("application/vnd.kubernetes.protobuf", 406)]
    [InlineData("text/html", 406)]
    public async Task Accept_List_TakesTheFirstThatFits(string accept, int code)
    {
        await using var host = await ApiHost.StartAsync();

        var (actual, body) = await host.GetAsync("/api/v1/namespaces", accept);

        Assert.Equal(code, actual);
        Assert.Equal(code == 200 ? "NamespaceList" : "Status", (string)body["kind"]!);
    }

    [Fact]
    public async Task Accept_Yaml_IsServed()
    {
        await using var host = await ApiHost.StartAsync();

        var (_, body) = await host.GetAsync("/api/v1/namespaces/default", "application/yaml");

        var text = (string)body!;
        Assert.Contains("kind: Namespace\n", text, StringComparison.Ordinal);
        Assert.Contains("resourceVersion: \"2\"\n", text, StringComparison.Ordinal);
        Assert.Contains("phase: Active\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?pretty=true", "tests", true)]
    [InlineData("", "curl/8.0", true)]
    [InlineData("?pretty=false", "curl/8.0", false)]
    [InlineData("", "kubectl/v1.32", false)]
    public async Task Pretty_AskedOrForPeople_IsIndented(string query, string agent, bool indented)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/namespaces/default" + query);
        request.Headers.UserAgent.ParseAdd(agent);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(indented, (await response.Content.ReadAsStringAsync()).StartsWith("{\n  \"apiVersion\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failure_OfOurOwn_IsA500Status()
    {
        var api = OnABrokenStore();
        var http = new DefaultHttpContext { Request = { Method = "GET", Path = "/api/v1/nodes/n" }, Response = { Body = new MemoryStream() } };

        await api.HandleAsync(http);

        Assert.Equal(500, http.Response.StatusCode);
        http.Response.Body.Position = 0;
        using var reader = new StreamReader(http.Response.Body);
        Assert.Contains("\"message\":\"Internal error occurred: disk full\",\"reason\":\"InternalError\"", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/readyz", 500, "[+]ping ok\n[-]store failed: reason withheld\nreadyz check failed\n")]
    [InlineData("/healthz", 500, "[+]ping ok\n[-]store failed: reason withheld\nhealthz check failed\n")]
    [InlineData("/livez", 200, "ok")]
    public async Task Health_BrokenStore_IsAliveButNotReady(string path, int code, string body)
    {
        var api = OnABrokenStore();
        var http = new DefaultHttpContext { Request = { Method = "GET", Path = path }, Response = { Body = new MemoryStream() } };

        await api.HandleAsync(http);

        http.Response.Body.Position = 0;
        using var reader = new StreamReader(http.Response.Body);
        Assert.Equal((code, body), (http.Response.StatusCode, await reader.ReadToEndAsync()));
    }

    [Fact]
    public void Options_Wrong_AreAllReported()
    {
        var options = new KubernetesApiOptions { GitVersion = "x", MaxBodyBytes = 0, MaxWatchDuration = TimeSpan.Zero, BookmarkInterval = TimeSpan.Zero };
        Assert.Equal(4, options.Validate().Count);
        Assert.Empty(new KubernetesApiOptions().Validate());
    }

    private static KubernetesApi OnABrokenStore()
    {
        var store = new Mock<IObjectStore>();
        store.Setup(s => s.GetAsync(It.IsAny<ObjectKey>(), It.IsAny<CancellationToken>())).Throws(new IOException("disk full"));
        return new KubernetesApi(
            store.Object,
            Mock.Of<Workflows.Changes.IObjectReactions>(),
            Mock.Of<Workflows.Changes.IDeletion>(),
            Mock.Of<Workflows.Pods.IPodRuntime>(),
            TimeProvider.System,
            new KubernetesApiOptions(),
            NullLogger<KubernetesApi>.Instance);
    }
}
