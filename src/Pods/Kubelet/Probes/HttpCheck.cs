using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>Requests to a container's port.</summary>
internal static class HttpCheck
{
    /// <summary>Where pods are reached: they share this machine's network.</summary>
    public const string PodAddress = "127.0.0.1";

    /// <summary>How long a hook's request may take.</summary>
    public static readonly TimeSpan HookPatience = TimeSpan.FromSeconds(60);

    private const int MostRequests = 10;
    private const int LongestBody = 10 * 1024;

    // Redirects are followed here, and only on the same host.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
#pragma warning disable CA5359 // As a kubelet does: a probe asks whether the container answers, not who it is.
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends a GET.</summary>
    /// <param name="action">Where to, and with which headers.</param>
    /// <param name="port">The port's number.</param>
    /// <param name="container">The container's name.</param>
    /// <param name="judged">Whether the status code counts, as it does for probes and does not for hooks.</param>
    /// <param name="timeout">How long it may take.</param>
    public static async Task<ProbeOutcome> GetAsync(HTTPGetAction action, int port, string container, bool judged, TimeSpan timeout)
    {
        var host = action.Host is { Length: > 0 } named ? named : PodAddress;
        var path = action.Path is { Length: > 0 } below ? below : "/";
        var url = $"{(action.Scheme is { Length: > 0 } scheme ? scheme.ToLowerInvariant() : "http")}://{host}:{port}{(path.StartsWith('/') ? path : "/" + path)}";
        using var patience = new CancellationTokenSource(timeout);
        try
        {
            var target = new Uri(url);
            for (var redirects = 0; redirects < MostRequests; redirects++)
            {
                using var request = Request(target, action, judged);
                using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if (Onwards(answer, target) is { } next)
                {
                    target = next;
                    continue;
                }

                return (int)answer.StatusCode switch
                {
                    _ when !judged => new ProbeOutcome.Success(),
                    >= 200 and < 300 => new ProbeOutcome.Success(),
                    >= 300 and < 400 => new ProbeOutcome.Success($"Probe terminated redirects, Response body: {await BodyAsync(answer, patience.Token)}"),
                    var code => new ProbeOutcome.Failure($"HTTP probe failed with statuscode: {code}"),
                };
            }

            return new ProbeOutcome.Failure($"Get \"{target.PathAndQuery}\": stopped after {MostRequests} redirects");
        }
        catch (OperationCanceledException)
        {
            return new ProbeOutcome.Failure($"Get \"{url}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return new ProbeOutcome.Failure($"Get \"{url}\": dial tcp {host}:{port}: connect: connection refused");
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException or InvalidOperationException or FormatException)
        {
            return new ProbeOutcome.Failure($"Get \"{url}\": {e.Message}");
        }
    }

    private static HttpRequestMessage Request(Uri target, HTTPGetAction action, bool judged)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("User-Agent", judged ? "kube-probe/1.36" : "kube-lifecycle/1.36");
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.ConnectionClose = true;
        foreach (var header in action.HttpHeaders ?? [])
        {
            request.Headers.Remove(header.Name!);
            request.Headers.TryAddWithoutValidation(header.Name!, header.Value);
        }

        return request;
    }

    /// <summary>Where an answer leads on the same host; null when it leads nowhere, or elsewhere.</summary>
    private static Uri? Onwards(HttpResponseMessage answer, Uri from) =>
        (int)answer.StatusCode is 301 or 302 or 303 or 307 or 308
        && answer.Headers.Location is { } location
        && new Uri(from, location) is { Scheme: "http" or "https" } next
        && next.Host == from.Host
            ? next
            : null;

    private static async Task<string> BodyAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var buffer = new byte[LongestBody];
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        return Encoding.UTF8.GetString(buffer, 0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation));
    }
}
