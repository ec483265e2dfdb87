using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace JobFlows.Upstream.Tests.Harness;

/// <summary>Requests to the API, in JSON.</summary>
internal sealed class ApiClient(HttpClient http) : IDisposable
{
    public const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    public const string Pods = "/api/v1/namespaces/default/pods";

    public async Task<JsonNode> GetAsync(string path) => Accepted(await SendAsync(HttpMethod.Get, path));

    public async Task<JsonNode> PostAsync(string path, JsonNode body) => Accepted(await SendAsync(HttpMethod.Post, path, body));

    public async Task<JsonNode> DeleteAsync(string path, string options = "{}") =>
        Accepted(await SendAsync(HttpMethod.Delete, path, JsonNode.Parse(options)));

    /// <summary>Reads an object, changes it and writes it back, again if others were quicker.</summary>
    /// <param name="path">The object's path.</param>
    /// <param name="change">The change.</param>
    /// <param name="subresource">What to write to, such as <c>/status</c>.</param>
    /// <returns>The object as written.</returns>
    public async Task<JsonNode> UpdateAsync(string path, Action<JsonNode> change, string subresource = "")
    {
        while (true)
        {
            var current = await GetAsync(path);
            change(current);
            var (code, body) = await SendAsync(HttpMethod.Put, path + subresource, current);
            if (code != HttpStatusCode.Conflict)
            {
                return Accepted((code, body));
            }
        }
    }

    public async Task<JsonNode> PatchAsync(string path, string patch) =>
        Accepted(await SendAsync(HttpMethod.Patch, path, JsonNode.Parse(patch), "application/strategic-merge-patch+json"));

    public async Task<(HttpStatusCode Code, JsonNode Body)> SendAsync(HttpMethod method, string path, JsonNode? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        }

        using var response = await http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>The objects of a collection as they change after a revision.</summary>
    public async IAsyncEnumerable<JsonNode> WatchAsync(string path, string revision, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var glue = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var response = await http.GetAsync($"{path}{glue}watch=true&resourceVersion={revision}", HttpCompletionOption.ResponseHeadersRead, cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            var change = JsonNode.Parse(line)!;
            Assert.NotEqual("ERROR", (string?)change["type"]);
            yield return change["object"]!;
        }
    }

    public void Dispose() => http.Dispose();

    private static JsonNode Accepted((HttpStatusCode Code, JsonNode Body) answer) =>
        (int)answer.Code is >= 200 and < 300 ? answer.Body : throw new HttpRequestException(answer.Body.ToJsonString(), inner: null, answer.Code);
}
