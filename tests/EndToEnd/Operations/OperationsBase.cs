using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Operations;

/// <summary>What tests of operations on Jobs share: suspended Jobs, which nothing but the test changes, and requests of all forms.</summary>
public abstract class OperationsBase(RunningServer server) : IClassFixture<RunningServer>
{
    protected const string Merge = "application/merge-patch+json";
    protected const string Apply = "application/apply-patch+yaml";

    protected RunningServer Server { get; } = server;

    /// <summary>A namespace with suspended Jobs of these names.</summary>
    private protected async Task<TestNamespace> WithJobsAsync(params string[] names)
    {
        var ns = await Server.NamespaceAsync();
        foreach (var name in names)
        {
            await ns.CreateAsync(Suspended(name));
            await ns.ConditionAsync(name, "Suspended");
        }

        return ns;
    }

    /// <summary>A suspended Job's document, with the label <c>name</c>.</summary>
    private protected static JsonObject Suspended(string name)
    {
        var job = Documents.Job(name, "exit 0", spec => spec["suspend"] = true);
        job["metadata"]!["labels"] = new JsonObject { ["name"] = name };
        return job;
    }

    /// <summary>Sends a body of any type.</summary>
    private protected async Task<ApiAnswer> SendAsync(string method, string path, string? body = null, string contentType = "application/json", string accept = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return await Server.Api.SendAsync(request);
    }

    /// <summary>Sends a merge patch.</summary>
    private protected Task<ApiAnswer> PatchAsync(string path, string body) => SendAsync("PATCH", path, body, Merge);

    /// <summary>The events of a watch until it ends by itself, without bookmarks' revisions.</summary>
    private protected async Task<IReadOnlyList<JsonNode>> WatchedAsync(string path)
    {
        var answer = await SendAsync("GET", path);
        Assert.Equal(HttpStatusCode.OK, answer.Code);
        return [.. answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private protected static string Names(JsonNode list) => string.Join(' ', list.List("items").Select(item => item.Name()));
}
