using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>The question of gRPC's health protocol, <c>grpc.health.v1.Health/Check</c>.</summary>
internal static class GrpcCheck
{
    private const int FrameHeader = 5;
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks whether the service serves.</summary>
    public static async Task<ProbeOutcome> AskAsync(int port, string service, TimeSpan timeout)
    {
        var address = $"{HttpCheck.PodAddress}:{port}";
        using var patience = new CancellationTokenSource(timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{address}/grpc.health.v1.Health/Check")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent(Question(service)),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
            request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
            using var answer = await Client.SendAsync(request, patience.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(patience.Token);

            // Field 1 of the answer, a varint, is 1 for SERVING.
            return body.AsSpan().Slice(Math.Min(FrameHeader, body.Length)) is [0x08, 1, ..]
                ? new ProbeOutcome.Success()
                : new ProbeOutcome.Failure($"service unhealthy (responded with \"{(body.Length > FrameHeader ? "NOT_SERVING" : "UNKNOWN")}\")");
        }
        catch (OperationCanceledException)
        {
            return new ProbeOutcome.Failure($"timeout: health rpc did not complete within {timeout.TotalSeconds:0}s");
        }
        catch (HttpRequestException e)
        {
            return new ProbeOutcome.Failure($"timeout: failed to connect service \"{address}\" within {timeout.TotalSeconds:0}s: {e.Message}");
        }
    }

    // One uncompressed message with the service's name as field 1.
    private static byte[] Question(string service)
    {
        var name = Encoding.UTF8.GetBytes(service);
        byte[] message = name.Length == 0 ? [] : name.Length < 128 ? [0x0A, (byte)name.Length, .. name] : [0x0A, (byte)(name.Length | 128), (byte)(name.Length >> 7), .. name];
        return [0, 0, 0, (byte)(message.Length >> 8), (byte)message.Length, .. message];
    }
}
