using System.Net.Sockets;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Streaming;

/// <summary>Waits for those who want to talk to a container.</summary>
internal sealed class StreamListener(Node node, PodHost pods)
{
    /// <summary>Accepts connections until cancelled.</summary>
    public async Task RunAsync(Socket socket, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var connection = new StreamConnection(await socket.AcceptAsync(cancellation));
            _ = new StreamSession(node, pods, connection).RunAsync(cancellation);
        }
    }
}
