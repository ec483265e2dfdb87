using JobFlows.Api.Authentication;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Tests.Authentication;

public sealed class RequestAuthenticationTests
{
    [Theory]
    [InlineData("/api/v1/pods", "Bearer one", true)]
    [InlineData("/api/v1/pods", "bearer two", true)]
    [InlineData("/api/v1/pods", "Bearer three", false)]
    [InlineData("/api/v1/pods", "Bearer ", false)]
    [InlineData("/api/v1/pods", "Basic one", false)]
    [InlineData("/api/v1/pods", "", false)]
    [InlineData("/livez", "", true)]
    [InlineData("/readyz/ping", "", true)]
    [InlineData("/healthz", "", true)]
    [InlineData("/version", "", true)]
    [InlineData("/versions", "", false)]
    [InlineData("/openapi/v2", "", false)]
    public async Task Request_Token_LetsIn(string path, string authorization, bool passes)
    {
        var http = new DefaultHttpContext { Request = { Path = path }, Response = { Body = new MemoryStream() } };
        http.Request.Headers.Authorization = authorization;
        var passed = false;

        await new RequestAuthentication(new StaticTokens(["one"]), new StaticTokens(["two"])).InvokeAsync(http, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });

        Assert.Equal(passes, passed);
        if (!passes)
        {
            http.Response.Body.Position = 0;
            using var reader = new StreamReader(http.Response.Body);
            Assert.Equal(401, http.Response.StatusCode);
            Assert.Contains("\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Construct_NoTokenOrAnEmptyOne_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new StaticTokens([]));
        Assert.Throws<ArgumentException>(() => new StaticTokens(["a", ""]));
    }
}
