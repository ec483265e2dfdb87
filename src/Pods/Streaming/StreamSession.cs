using System.Threading.Channels;
using JobFlows.Pods.Execution;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Streaming;

/// <summary>One conversation with a container: a command to run in it, or its main process to listen to.</summary>
internal sealed class StreamSession(Node node, PodHost pods, StreamConnection connection)
{
    private readonly Channel<(StreamReply Reply, int? Descriptor)> replies = Channel.CreateUnbounded<(StreamReply, int?)>();
    private ExecProcess? exec;
    private Attachment? attachment;

    /// <summary>Goes on until the server hangs up.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var answering = AnswerAsync();
        try
        {
            while (await connection.ReceiveAsync(StreamJson.Default.StreamRequest, cancellation) is { Message: { } request, Descriptors: var descriptors })
            {
                node.Loop.Post(() => Handle(request, descriptors));
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The server is gone.
        }

        node.Loop.Post(HangUp);
        await answering;
        connection.Dispose();
    }

    private void Handle(StreamRequest request, IReadOnlyList<int> descriptors)
    {
        switch (request)
        {
            case StreamRequest.Exec command:
                Run(command, descriptors);
                break;
            case StreamRequest.Attach wanted:
                Attach(wanted, descriptors);
                break;
            case StreamRequest.EndInput:
                attachment?.EndInput();
                break;
        }
    }

    private void Run(StreamRequest.Exec request, IReadOnlyList<int> descriptors)
    {
        var open = true;
        exec = new ExecProcess(node.Loop, new ExecCommand { Arguments = request.Command, Descriptors = descriptors, Terminal = request.Terminal })
        {
            Started = () =>
            {
                Close();
                Reply(new StreamReply.Started(request.Terminal));
            },
            Ended = outcome =>
            {
                Close();
                Reply(outcome switch
                {
                    ExecOutcome.Exited exited => new StreamReply.Ended(exited.Code),
                    ExecOutcome.CannotRun failed => new StreamReply.CannotRun(failed.Message),
                    _ => new StreamReply.NotRunning(),
                });
            },
        };
        if (pods.Process(request.Pod, request.Container) is { } container)
        {
            container.Run(exec);
        }
        else
        {
            exec.Kill();
        }

        void Close()
        {
            if (open)
            {
                open = false;
                CloseAll(descriptors);
            }
        }
    }

    private void Attach(StreamRequest.Attach request, IReadOnlyList<int> descriptors)
    {
        if (pods.Process(request.Pod, request.Container) is not { } container)
        {
            CloseAll(descriptors);
            Reply(new StreamReply.NotRunning());
            return;
        }

        var output = request.Output ? descriptors[0] : -1;
        var errors = request.Errors ? descriptors[^1] : -1;
        attachment = container.Attach(output, errors, request.Input, () => Reply(new StreamReply.Ended(null)));
        Reply(new StreamReply.Started(container.HasTerminal), request.Input ? container.ShareInput() : null);
    }

    private void HangUp()
    {
        exec?.Kill();
        attachment?.Detach();
        replies.Writer.TryComplete();
    }

    private void Reply(StreamReply reply, int? descriptor = null)
    {
        if (!replies.Writer.TryWrite((reply, descriptor)) && descriptor is { } useless)
        {
            _ = LibC.Close(useless);
        }
    }

    // Off the loop, which must never wait for a server.
    private async Task AnswerAsync()
    {
        var gone = false;
        await foreach (var (reply, descriptor) in replies.Reader.ReadAllAsync())
        {
            try
            {
                if (!gone)
                {
                    await connection.SendAsync(reply, StreamJson.Default.StreamReply, descriptor is { } sent ? [sent] : []);
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                gone = true;
            }

            if (descriptor is { } given)
            {
                _ = LibC.Close(given);
            }
        }
    }

    private static void CloseAll(IReadOnlyList<int> descriptors)
    {
        foreach (var descriptor in descriptors.Distinct())
        {
            _ = LibC.Close(descriptor);
        }
    }
}
