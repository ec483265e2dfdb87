using JobFlows.Pods.Kubelet;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Supervision;

/// <summary>One server's connection: takes its requests to the pods, and the news of the pods to it.</summary>
internal sealed class SupervisorSession(FrameStream frames, Node node, PodHost pods, Action shutdown)
{
    private const int MostReports = 1000;

    // Starting a process takes a moment; between a few of them the loop looks after the others.
    private const int PodsAtOnce = 8;

    private IReadOnlyList<PodReport>? underWay;

    /// <summary>Serves the connection until the server hangs up.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        node.Loop.Post(() =>
        {
            pods.TellAll();
            TakeNews();
        });
        try
        {
            while (await frames.ReadAsync(SupervisorJson.Default.SupervisorRequest, cancellation) is { } request)
            {
                if (request is SupervisorRequest.Start start)
                {
                    node.Loop.Post(() => pods.Supply(start.Objects));
                    foreach (var some in start.Pods.Chunk(PodsAtOnce))
                    {
                        node.Loop.Post(() => pods.Start(some));
                    }
                }

                node.Loop.Post(() => Handle(request));
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The server is gone, or a newer connection has taken its place.
        }

        node.Loop.Post(() =>
        {
            node.Reports.Detach(this);
            pods.TakeBack(underWay ?? []);
            node.Reports.Deliver();
        });
    }

    private void Handle(SupervisorRequest request)
    {
        switch (request)
        {
            case SupervisorRequest.Start:
                node.Objects.ForgetUnused();
                break;
            case SupervisorRequest.Supply supply:
                pods.Supply(supply.Objects);
                break;
            case SupervisorRequest.Stop stop:
                pods.Stop(stop.Pod, TimeSpan.FromSeconds(stop.GraceSeconds));
                break;
            case SupervisorRequest.Remove remove:
                pods.Remove(remove.Pods);
                break;
            case SupervisorRequest.Forget forget:
                pods.Forget(forget.Owners);
                break;
            case SupervisorRequest.Acknowledge:
                pods.Acknowledge(underWay ?? []);
                underWay = null;
                TakeNews();
                return;
            case SupervisorRequest.Shutdown:
                shutdown();
                break;
        }

        Send(new SupervisorMessage.Done(request.Id));
    }

    private void TakeNews() => node.Reports.Take(this, MostReports, reports =>
    {
        underWay = reports;
        Send(new SupervisorMessage.News(reports));
    });

    // Off the loop, which must never wait for a server. What can't be sent is told again after the next connect.
    private void Send(SupervisorMessage message) => _ = Task.Run(async () =>
    {
        try
        {
            await frames.WriteAsync(message, SupervisorJson.Default.SupervisorMessage, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            frames.Dispose();
        }
    });
}
