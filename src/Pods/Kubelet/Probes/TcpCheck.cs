using System.Net.Sockets;

namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>Connections to a container's port.</summary>
internal static class TcpCheck
{
    /// <summary>Connects and hangs up.</summary>
    public static async Task<ProbeOutcome> ConnectAsync(string host, int port, TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, patience.Token);
            return new ProbeOutcome.Success();
        }
        catch (OperationCanceledException)
        {
            return new ProbeOutcome.Failure($"dial tcp {host}:{port}: i/o timeout");
        }
        catch (SocketException e)
        {
            return new ProbeOutcome.Failure($"dial tcp {host}:{port}: connect: {e.Message.ToLowerInvariant()}");
        }
        catch (ArgumentOutOfRangeException)
        {
            return new ProbeOutcome.Failure($"dial tcp {host}:{port}: invalid port");
        }
    }
}
