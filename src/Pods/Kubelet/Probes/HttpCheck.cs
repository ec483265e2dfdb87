using System.Net.Security;
using System.Net.Sockets;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>Requests to a container's port.</summary>
internal static class HttpCheck
{
    /// <summary>Where pods are reached: they share this machine's network.</summary>
    public const string PodAddress = "127.0.0.1";

    /// <summary>How long a hook's request may take.</summary>
    public static readonly TimeSpan HookPatience = TimeSpan.FromSeconds(60);

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
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("User-Agent", judged ? "kube-probe/1.36" : "kube-lifecycle/1.36");
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
            request.Headers.ConnectionClose = true;
            foreach (var header in action.HttpHeaders ?? [])
            {
                request.Headers.Remove(header.Name!);
                request.Headers.TryAddWithoutValidation(header.Name!, header.Value);
            }

            using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return !judged || (int)answer.StatusCode is >= 200 and < 400
                ? new ProbeOutcome.Success()
                : new ProbeOutcome.Failure($"HTTP probe failed with statuscode: {(int)answer.StatusCode}");
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
}
