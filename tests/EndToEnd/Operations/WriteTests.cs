using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Operations;

/// <summary>create, replace, patch and apply of Jobs and their status, and each of their parameters.</summary>
public sealed class WriteTests(RunningServer server) : OperationsBase(server)
{
    private const string Status = """{"status":{"conditions":[{"type":"Custom","status":"True"}]}}""";

    [Fact]
    public async Task Create_Job_Is201()
    {
        var ns = await WithJobsAsync();

        var answer = await ns.Api.SendAsync(HttpMethod.Post, ns.Jobs, Suspended("a"));

        Assert.Equal((HttpStatusCode.Created, "a", 1), (answer.Code, answer.Json.Name(), answer.Json.Number("metadata", "generation")));
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PUT", "/a")]
    [InlineData("PATCH", "/a")]
    [InlineData("PUT", "/a/status")]
    [InlineData("PATCH", "/a/status")]
    [InlineData("DELETE", "/a")]
    [InlineData("DELETE", "")]
    public async Task DryRun_All_AnswersAndChangesNothing(string method, string path)
    {
        var ns = await WithJobsAsync("a");
        var before = await ns.Api.GetAsync(ns.Jobs);
        var job = Suspended(method == "POST" ? "b" : "a");
        job["spec"]!["parallelism"] = 7;
        job["status"] = new JsonObject { ["ready"] = 0, ["terminating"] = 0 };
        var body = method == "DELETE" ? null : method == "PATCH" ? """{"metadata":{"labels":{"dry":"run"}}}""" : job.ToJsonString();
        if (method == "PUT")
        {
            var current = await ns.JobAsync("a");
            current["metadata"]!["labels"]!["dry"] = "run";
            body = current.ToJsonString();
        }

        var answer = await SendAsync(method, $"{ns.Jobs}{path}?dryRun=All", body, method == "PATCH" ? Merge : "application/json");

        Assert.Equal(method == "POST" ? HttpStatusCode.Created : HttpStatusCode.OK, answer.Code);
        Assert.Equal(before["items"]!.ToJsonString(), (await ns.Api.GetAsync(ns.Jobs))["items"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Strict", 400, false)]
    [InlineData("Warn", 201, true)]
    [InlineData("", 201, true)]
    [InlineData("Ignore", 201, false)]
    public async Task FieldValidation_UnknownField_RefusesWarnsOrIgnores(string validation, int code, bool warned)
    {
        var ns = await WithJobsAsync();
        var job = Suspended("a");
        job["spec"]!["paralelism"] = 2;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ns.Jobs}?fieldValidation={validation}") { Content = new StringContent(job.ToJsonString(), null, "application/json") };

        using var response = await ns.Api.ResponseAsync(request);

        Assert.Equal(code, (int)response.StatusCode);
        Assert.Equal(warned ? ["299 - \"unknown field \\\"spec.paralelism\\\"\""] : [], response.Headers.NonValidated.TryGetValues("Warning", out var values) ? [.. values] : Array.Empty<string>());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("/status", "status")]
    public async Task FieldManager_OfAPatch_IsCredited(string subresource, string? credited)
    {
        var ns = await WithJobsAsync("a");

        var answer = await PatchAsync($"{ns.Jobs}/a{subresource}?fieldManager=me", """{"metadata":{"annotations":{"x":"y"}}}""");

        var entry = answer.Json.List("metadata", "managedFields").Single(one => one.Text("manager") == "me");
        Assert.Equal(("Update", credited), (entry.Text("operation"), entry.Text("subresource")));
    }

    [Fact]
    public async Task Apply_Force_TakesFieldsOver()
    {
        var ns = await WithJobsAsync("a");
        const string Wanted = """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a"},"spec":{"parallelism":4}}""";

        var refused = await SendAsync("PATCH", $"{ns.Jobs}/a?fieldManager=me", Wanted, Apply);
        var forced = await SendAsync("PATCH", $"{ns.Jobs}/a?fieldManager=me&force=true", Wanted, Apply);

        Assert.Equal((HttpStatusCode.Conflict, "FieldManagerConflict"), (refused.Code, refused.Json.List("details", "causes")[0].Text("reason")));
        Assert.Equal((HttpStatusCode.OK, 4), (forced.Code, forced.Json.Number("spec", "parallelism")));
    }

    [Fact]
    public async Task Apply_Missing_Is201()
    {
        var ns = await WithJobsAsync();

        var answer = await SendAsync("PATCH", $"{ns.Jobs}/a?fieldManager=me", Suspended("a").ToJsonString(), Apply);

        Assert.Equal((HttpStatusCode.Created, "a"), (answer.Code, answer.Json.Name()));
    }

    [Fact]
    public async Task Replace_Job_CountsTheGenerationAndLeavesTheStatus()
    {
        var ns = await WithJobsAsync("a");
        var job = await ns.JobAsync("a");
        job["spec"]!["parallelism"] = 3;
        job["status"] = new JsonObject();

        var answer = await ns.Api.SendAsync(HttpMethod.Put, $"{ns.Jobs}/a", job);

        Assert.Equal((HttpStatusCode.OK, 2, 3), (answer.Code, answer.Json.Number("metadata", "generation"), answer.Json.Number("spec", "parallelism")));
        Assert.NotNull(answer.Json.Condition("Suspended"));
    }

    [Theory]
    [InlineData("application/merge-patch+json", Status)]
    [InlineData("application/strategic-merge-patch+json", Status)]
    [InlineData("application/json-patch+json", """[{"op":"add","path":"/status/conditions/-","value":{"type":"Custom","status":"True"}}]""")]
    [InlineData("application/apply-patch+yaml", """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a"},"status":{"conditions":[{"type":"Custom","status":"True"}]}}""")]
    public async Task PatchStatus_EachType_ChangesTheStatusAlone(string type, string body)
    {
        var ns = await WithJobsAsync("a");

        var answer = await SendAsync("PATCH", $"{ns.Jobs}/a/status?fieldManager=me", body, type);

        Assert.Equal(HttpStatusCode.OK, answer.Code);
        Assert.NotNull(answer.Json.Condition("Custom"));
        Assert.Equal(1, answer.Json.Number("metadata", "generation"));
    }
}
