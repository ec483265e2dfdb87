using System.Net;
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
    private const int MostBody = 10 * 1024;

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

    /// <summary>Sends a GET, and follows where it is sent on to: a probe only on its own host, as a kubelet does.</summary>
    /// <param name="action">Where to, and with which headers.</param>
    /// <param name="port">The port's number.</param>
    /// <param name="judged">Whether the status code counts, as it does for probes and does not for hooks.</param>
    /// <param name="timeout">How long it may take.</param>
    public static async Task<ProbeOutcome> GetAsync(HTTPGetAction action, int port, bool judged, TimeSpan timeout)
    {
        var host = action.Host is { Length: > 0 } named ? named : PodAddress;
        var path = action.Path is { Length: > 0 } below ? below : "/";
        var url = $"{(action.Scheme is { Length: > 0 } scheme ? scheme.ToLowerInvariant() : "http")}://{host}:{port}{(path.StartsWith('/') ? path : "/" + path)}";
        using var patience = new CancellationTokenSource(timeout);
        try
        {
            for (var sent = 1; ; sent++)
            {
                using var answer = await SendAsync(url, action, judged, patience.Token);
                if (NextOf(answer, new Uri(url)) is not { } next || (judged && next.Host != new Uri(url).Host))
                {
                    return judged ? await JudgeAsync(answer, patience.Token) : new ProbeOutcome.Success();
                }

                if (sent == MostRequests)
                {
                    return new ProbeOutcome.Failure($"Get \"{url}\": stopped after {MostRequests} redirects");
                }

                url = next.ToString();
            }
        }
        catch (OperationCanceledException)
        {
            return new ProbeOutcome.Failure($"Get \"{url}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return new ProbeOutcome.Failure($"Get \"{url}\": dial tcp {Address(new Uri(url))}: connect: connection refused");
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException or InvalidOperationException or FormatException or IOException)
        {
            return new ProbeOutcome.Failure($"Get \"{url}\": {e.Message}");
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(string url, HTTPGetAction action, bool judged, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", judged ? "kube-probe/1.36" : "kube-lifecycle/1.36");
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.ConnectionClose = true;
        foreach (var header in action.HttpHeaders ?? [])
        {
            request.Headers.Remove(header.Name!);
            request.Headers.TryAddWithoutValidation(header.Name!, header.Value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static string Address(Uri url) => $"{url.Host}:{url.Port}";

    private static Uri? NextOf(HttpResponseMessage answer, Uri from) =>
        answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && answer.Headers.Location is { } location ? new Uri(from, location) : null;

    private static async Task<ProbeOutcome> JudgeAsync(HttpResponseMessage answer, CancellationToken cancellation) => (int)answer.StatusCode switch
    {
        >= 200 and < 300 => new ProbeOutcome.Success(),
        >= 300 and < 400 => new ProbeOutcome.Warning($"Probe terminated redirects, Response body: {await ReadAsync(answer.Content, cancellation)}"),
        var code => new ProbeOutcome.Failure($"HTTP probe failed with statuscode: {code}"),
    };

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var buffer = new byte[MostBody];
        await using var body = await content.ReadAsStreamAsync(cancellation);
        return Encoding.UTF8.GetString(buffer, 0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation));
    }
}
