using System.Net.Sockets;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Supervision;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Streaming;

/// <summary>Asks the supervisor for the streams of containers. What flows through them then does not pass through it.</summary>
internal sealed class StreamClient(PodFolders folders) : IAsyncDisposable
{
    private readonly Lazy<Pump> pump = new(() => new Pump());

    /// <summary>Opens the streams.</summary>
    /// <exception cref="IOException">The supervisor has gone away meanwhile.</exception>
    public async Task<StreamStart> OpenAsync(PodRef pod, StreamQuery query, CancellationToken cancellation)
    {
        if (await ConnectAsync(cancellation) is not { } connection)
        {
            return new StreamStart.NotRunning();
        }

        var ends = query.Command is null ? StreamEnds.ForAttach(query) : StreamEnds.ForExec(query);
        try
        {
            StreamRequest request = query.Command is { } command
                ? new StreamRequest.Exec(pod.Uid, query.Container, command, query.Terminal)
                : new StreamRequest.Attach(pod.Uid, query.Container, query.Input, query.Output, query.Errors);
            await connection.SendAsync(request, StreamJson.Default.StreamRequest, ends.Theirs);
            ends.CloseTheirs();
            var (reply, given) = await connection.ReceiveAsync(StreamJson.Default.StreamReply, cancellation);
            switch (reply)
            {
                case StreamReply.Started started:
                    return new StreamStart.Open(new ContainerStreams(pump.Value.Loop, connection, ends, started.Terminal, given is [var input] ? input : null));
                case StreamReply.CannotRun failed:
                    Close();
                    return new StreamStart.Failed(failed.Message);
                case StreamReply.NotRunning:
                    Close();
                    return new StreamStart.NotRunning();
                default:
                    throw new IOException("the pod supervisor has hung up");
            }
        }
        catch
        {
            Close();
            throw;
        }

        void Close()
        {
            ends.CloseAll();
            connection.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (pump.IsValueCreated)
        {
            await pump.Value.DisposeAsync();
        }
    }

    private async Task<StreamConnection?> ConnectAsync(CancellationToken cancellation)
    {
        if (!File.Exists(folders.StreamSocket))
        {
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var address = new SocketPath(folders.StreamSocket);
        try
        {
            await socket.ConnectAsync(address.EndPoint, cancellation);
            return new StreamConnection(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    // One thread that waits on the pipes and terminals of all who are connected.
    private sealed class Pump : IAsyncDisposable
    {
        private readonly Task running;

        public Pump() => running = Task.Factory.StartNew(Loop.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public EventLoop Loop { get; } = new();

        public async ValueTask DisposeAsync()
        {
            Loop.Post(Loop.Stop);
            await running;
            Loop.Dispose();
        }
    }
}
