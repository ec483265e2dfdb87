using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace JobFlows.EndToEnd.Harness;

/// <summary>Speaks JSON with the server that a kubeconfig names, and trusts no other.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient http;

    public ApiClient(Kubeconfig config)
    {
        http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, errors) => IsTrusted(config.Authority, shown, errors) },
            MaxConnectionsPerServer = 256,
        })
        {
            BaseAddress = config.Server,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", config.Token);
    }

    public Task<JsonNode> GetAsync(string path) => AcceptedAsync(HttpMethod.Get, path);

    public Task<JsonNode> PostAsync(string path, JsonNode body) => AcceptedAsync(HttpMethod.Post, path, body);

    public Task<JsonNode> PutAsync(string path, JsonNode body) => AcceptedAsync(HttpMethod.Put, path, body);

    public Task<JsonNode> DeleteAsync(string path, JsonNode? options = null) => AcceptedAsync(HttpMethod.Delete, path, options);

    /// <summary>An answer that may be an error.</summary>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await SendAsync(request);
    }

    /// <summary>The answer to a request of any form.</summary>
    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using var timeout = new CancellationTokenSource(Wait.Deadline);
        using var response = await http.SendAsync(request, timeout.Token);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(timeout.Token));
    }

    /// <summary>The whole response to a request.</summary>
    public async Task<HttpResponseMessage> ResponseAsync(HttpRequestMessage request)
    {
        using var timeout = new CancellationTokenSource(Wait.Deadline);
        return await http.SendAsync(request, timeout.Token);
    }

    /// <summary>How a request is answered; of what was accepted, which may be a watch without end, only the status is read.</summary>
    public async Task<ApiAnswer> StartAsync(HttpRequestMessage request)
    {
        using var timeout = new CancellationTokenSource(Wait.Deadline);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
        return new ApiAnswer(response.StatusCode, response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync(timeout.Token));
    }

    /// <summary>The changes after a revision, each as <c>{"type", "object"}</c>, for as long as the server sends them and nobody cancels.</summary>
    /// <param name="path">The collection, with any selector as its query.</param>
    /// <param name="revision">The revision to start after.</param>
    /// <param name="cancellation">Cancels.</param>
    public async IAsyncEnumerable<JsonNode> WatchAsync(string path, string revision, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var lines = new StreamReader(await OpenWatchAsync(path, revision, cancellation));
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            yield return JsonNode.Parse(line)!;
        }
    }

    /// <summary>Opens a watch of what changes after a revision: a JSON document a line.</summary>
    public async Task<Stream> OpenWatchAsync(string path, string revision, CancellationToken cancellation)
    {
        var glue = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var response = await http.GetAsync($"{path}{glue}watch=true&resourceVersion={revision}", HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStreamAsync(cancellation);
    }

    /// <summary>Follows one object from its state now until it is as wanted.</summary>
    /// <param name="collection">The path of its collection.</param>
    /// <param name="name">Its name.</param>
    /// <param name="wanted">The condition.</param>
    /// <param name="deadline">How long at most; a minute unless told.</param>
    /// <returns>The object in that state.</returns>
    /// <exception cref="TimeoutException">It did not get there in time; the message shows how far it got.</exception>
    public async Task<JsonNode> UntilAsync(string collection, string name, Func<JsonNode, bool> wanted, TimeSpan? deadline = null)
    {
        using var timeout = new CancellationTokenSource(deadline ?? Wait.Deadline);
        JsonNode? last = null;
        try
        {
            while (true)
            {
                var selected = $"{collection}?fieldSelector=metadata.name%3D{name}";
                var list = await GetAsync(selected);
                last = list["items"]!.AsArray().FirstOrDefault() ?? last;
                if (last is not null && wanted(last))
                {
                    return last;
                }

                await foreach (var change in WatchAsync(selected, list.Text("metadata", "resourceVersion")!, timeout.Token))
                {
                    if (change.Text("type") == "ERROR")
                    {
                        break;
                    }

                    last = change["object"]!;
                    if (wanted(last))
                    {
                        return last;
                    }
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"{collection}/{name} did not get there in time; it is {last?.ToJsonString() ?? "missing"}", e);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> AcceptedAsync(HttpMethod method, string path, JsonNode? body = null) => (await SendAsync(method, path, body)).Accepted();

    public static bool IsTrusted(X509Certificate2 authority, X509Certificate? shown, SslPolicyErrors errors)
    {
        if (shown is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var certificate = new X509Certificate2(shown);
        return chain.Build(certificate);
    }
}
