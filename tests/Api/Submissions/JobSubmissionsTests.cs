using System.Text;
using JobFlows.Api.Submissions;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using Microsoft.Extensions.DependencyInjection;

namespace JobFlows.Api.Tests.Submissions;

public sealed class JobSubmissionsTests : IAsyncLifetime
{
    private const string Template = """{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}""";
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Submit_JsonTwice_IsOneJob()
    {
        var document = Named("\"name\":\"a\"");

        Assert.Equal(new SubmissionResult.Created("default", "a"), await SubmitAsync("1", document));
        Assert.Equal(new SubmissionResult.Created("default", "a"), await SubmitAsync("1", document));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Submit_GeneratedName_ComesFromTheSubmission()
    {
        var document = Named("\"generateName\":\"a-\"");

        var first = Assert.IsType<SubmissionResult.Created>(await SubmitAsync("1", document));
        Assert.Equal(first, await SubmitAsync("1", document));
        Assert.NotEqual(first, await SubmitAsync("2", document));
        Assert.StartsWith("a-", first.Name, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Submit_Yaml_IsAJobWithItsDefaults()
    {
        var result = await SubmitAsync("1", """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: b}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: c, image: i}]
            """);

        Assert.Equal(new SubmissionResult.Created("default", "b"), result);
        var stored = await host.Store.GetAsync(new ObjectKey(ResourceTypes.Jobs.Resource, "default", "b"));
        Assert.Contains("\"backoffLimit\":6", Encoding.UTF8.GetString(stored!.Json.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a job: [", 400, "error converting YAML to JSON")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""", 400, "does not match")]
    [InlineData("""{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a"},"spec":{"paralelism":1}}""", 400, "unknown field \"spec.paralelism\"")]
    [InlineData("""{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"A"},"spec":{}}""", 422, "metadata.name")]
    [InlineData("""{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a","namespace":"gone"},"spec":{}}""", 404, "namespaces \"gone\" not found")]
    public async Task Submit_WhatIsNoJob_IsRefusedAsTheApiWould(string document, int code, string message)
    {
        var refused = Assert.IsType<SubmissionResult.Refused>(await SubmitAsync("1", document));

        Assert.Equal(code, refused.Status.Code);
        Assert.Contains(message, refused.Status.Message, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Submit_NameOfAnotherJob_IsRefused()
    {
        await SubmitAsync("1", Named("\"name\":\"a\""));

        Assert.Equal("AlreadyExists", Assert.IsType<SubmissionResult.Refused>(await SubmitAsync("2", Named("\"name\":\"a\""))).Status.Reason);
    }

    private static string Named(string metadata) => $$"""{"apiVersion":"batch/v1","kind":"Job","metadata":{{{metadata}}},"spec":{{Template}}}""";

    private Task<SubmissionResult> SubmitAsync(string id, string document) => host.Api.SubmitAsync(id, Encoding.UTF8.GetBytes(document), default);

    private async Task<int> CountAsync() => (await host.Store.ListAsync(new ListQuery { Resource = ResourceTypes.Jobs.Resource })).Items.Count;
}
