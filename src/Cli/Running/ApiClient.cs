using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace JobFlows.Cli.Running;

/// <summary>Just enough of a Kubernetes client to submit documents and follow what becomes of them, over a unix socket.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient http;

    /// <summary>Makes a client of the server at <paramref name="socketPath"/>.</summary>
    public ApiClient(string socketPath, string token)
    {
        http = new HttpClient(new SocketsHttpHandler
        {
            // A watch that is left behind never ends by itself.
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("http://localhost"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Reads a resource.</summary>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellation) => (await AnswerAsync(await http.GetAsync(path, cancellation), cancellation)).Body;

    /// <summary>Posts a document.</summary>
    /// <returns>The answer, an object or a Status.</returns>
    public async Task<(bool Accepted, JsonNode Body)> PostAsync(string path, string document, CancellationToken cancellation)
    {
        using var content = new StringContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
        return await AnswerAsync(await http.PostAsync(path, content, cancellation), cancellation);
    }

    /// <summary>Lists, then follows the changes, for as long as it is enumerated; begins anew where a watch ends.</summary>
    /// <param name="path">The collection, with any selector as its query.</param>
    /// <param name="cancellation">Cancels.</param>
    public async IAsyncEnumerable<JsonNode> FollowAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var glue = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        while (true)
        {
            var list = await GetAsync(path, cancellation);
            foreach (var item in list["items"]!.AsArray())
            {
                yield return item!;
            }

            var revision = (string?)list["metadata"]!["resourceVersion"];
            using var response = await http.GetAsync($"{path}{glue}watch=true&resourceVersion={revision}", HttpCompletionOption.ResponseHeadersRead, cancellation);
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
            while (await lines.ReadLineAsync(cancellation) is { } line)
            {
                var change = JsonNode.Parse(line)!;
                if ((string?)change["type"] is not ("ADDED" or "MODIFIED"))
                {
                    break;
                }

                yield return change["object"]!;
            }
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<(bool Accepted, JsonNode Body)> AnswerAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            return (response.IsSuccessStatusCode, JsonNode.Parse(await response.Content.ReadAsStreamAsync(cancellation))!);
        }
    }
}
