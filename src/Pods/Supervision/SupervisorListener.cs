using System.Net.Sockets;
using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Supervision;

/// <summary>Waits for servers. The newest connection is the one that counts.</summary>
internal sealed class SupervisorListener(Node node, PodHost pods, Action shutdown)
{
    private static readonly TimeSpan IdleCheck = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstServer = TimeSpan.FromSeconds(20);

    private int sessions;
    private DateTimeOffset idleSince = node.Time.GetUtcNow() + FirstServer;

    /// <summary>Accepts connections until cancelled.</summary>
    public async Task RunAsync(Socket socket, CancellationToken cancellation)
    {
        FrameStream? newest = null;
        while (!cancellation.IsCancellationRequested)
        {
            var connection = await socket.AcceptAsync(cancellation);
            newest?.Dispose();
            newest = new FrameStream(connection);
            Interlocked.Increment(ref sessions);
            _ = ServeAsync(newest, cancellation);
        }
    }

    /// <summary>Ends the supervisor once it has had neither server nor pod for a while. Runs on the loop.</summary>
    public void WatchIdleness()
    {
        if (Volatile.Read(ref sessions) > 0 || !pods.IsIdle)
        {
            idleSince = node.Time.GetUtcNow();
        }
        else if (node.Time.GetUtcNow() - idleSince >= node.Settings.Idle)
        {
            shutdown();
            return;
        }

        node.Loop.After(IdleCheck, WatchIdleness);
    }

    private async Task ServeAsync(FrameStream frames, CancellationToken cancellation)
    {
        try
        {
            await new SupervisorSession(frames, node, pods, shutdown).RunAsync(cancellation);
        }
        finally
        {
            frames.Dispose();
            if (Interlocked.Decrement(ref sessions) == 0 && node.Settings.EndsWithServer)
            {
                node.Loop.Post(shutdown);
            }
        }
    }
}
