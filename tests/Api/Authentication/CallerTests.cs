using System.Net;
using JobFlows.Api.Authentication;
using JobFlows.Api.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Tests.Authentication;

public sealed class CallerTests : IAsyncLifetime
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private const string AccessReview = """{"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"resourceAttributes":{"verb":"create","resource":"jobs"}}}""";
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(Access.Write, "GET", Jobs, 200)]
    [InlineData(Access.Read, "GET", Jobs, 200)]
    [InlineData(Access.None, "GET", Jobs, 403)]
    [InlineData(Access.Write, "DELETE", Jobs + "/a", 404)]
    [InlineData(Access.Read, "DELETE", Jobs + "/a", 403)]
    [InlineData(Access.Read, "DELETE", Jobs, 403)]
    [InlineData(Access.Read, "GET", "/api/v1/namespaces/default/pods/a/log", 404)]
    [InlineData(Access.Read, "GET", "/api/v1/namespaces/default/pods/a/exec", 403)]
    [InlineData(Access.None, "GET", "/apis", 200)]
    public async Task Access_SaysWhatIsAllowed(Access access, string method, string path, int code) => Assert.Equal(code, (await AskAsync(access, method, path)).Code);

    [Fact]
    public async Task Forbidden_IsToldInKubernetesWords()
    {
        var (_, body) = await AskAsync(Access.Read, "DELETE", Jobs + "/a");

        Assert.Contains(
            "\"message\":\"jobs.batch \\\"a\\\" is forbidden: User \\\"ann\\\" cannot delete resource \\\"jobs\\\" in API group \\\"batch\\\" in the namespace \\\"default\\\"\",\"reason\":\"Forbidden\"",
            body,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Access.Write, "\"allowed\":true")]
    [InlineData(Access.Read, "\"allowed\":false")]
    [InlineData(Access.None, "\"allowed\":false")]
    public async Task AccessReview_TellsTheTruth(Access access, string expected)
    {
        var (code, body) = await AskAsync(access, "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", AccessReview);

        Assert.Equal((int)HttpStatusCode.Created, code);
        Assert.Contains(expected, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SelfReview_NamesTheCaller() => Assert.Contains(
        "\"username\":\"ann\"",
        (await AskAsync(Access.None, "POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", """{"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1"}""")).Body,
        StringComparison.Ordinal);

    private async Task<(int Code, string Body)> AskAsync(Access access, string method, string path, string body = "")
    {
        var http = new DefaultHttpContext { Request = { Method = method, Path = path, ContentType = "application/json", Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body)) } };
        http.Request.Headers.Authorization = "Bearer t";
        http.Response.Body = new MemoryStream();
        await new RequestAuthentication(new Ann(access)).InvokeAsync(http, host.Api.HandleAsync);
        http.Response.Body.Position = 0;
        using var reader = new StreamReader(http.Response.Body);
        return (http.Response.StatusCode, await reader.ReadToEndAsync());
    }

    private sealed class Ann(Access access) : ITokenAuthenticator
    {
        public ValueTask<Caller?> AuthenticateAsync(string token, CancellationToken cancellation) => new(new Caller("ann", [], access));
    }
}
