using JobFlows.Pods.Linux;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Streaming;

/// <summary>The streams of one conversation, in the server.</summary>
internal sealed class ContainerStreams : IContainerStreams
{
    private readonly StreamConnection connection;
    private readonly DescriptorStream? input;
    private readonly DescriptorStream? output;
    private readonly DescriptorStream? errors;
    private readonly Lock gate = new();
    private int terminal;
    private bool inputEnded;

    /// <param name="loop">Waits on the descriptors.</param>
    /// <param name="connection">The conversation with the supervisor; hanging up ends the command.</param>
    /// <param name="ends">The streams' ends, owned by this from now on.</param>
    /// <param name="hasTerminal">Whether the process has a terminal.</param>
    /// <param name="given">The main process's input or terminal, where one is attached to that.</param>
    public ContainerStreams(EventLoop loop, StreamConnection connection, StreamEnds ends, bool hasTerminal, int? given)
    {
        this.connection = connection;
        output = Open(loop, ends.Output, writes: false);
        errors = Open(loop, ends.Errors, writes: false);
        input = Open(loop, given ?? ends.Input, writes: true);
        terminal = given is { } shared && hasTerminal ? Descriptors.Duplicate(shared) : ends.Terminal;
        Ended = WaitAsync();
    }

    public Stream? Input => input;

    public Stream? Output => output;

    public Stream? Errors => errors;

    public Task<int?> Ended { get; }

    public async ValueTask EndInputAsync()
    {
        if (input is null || inputEnded)
        {
            return;
        }

        inputEnded = true;
        await input.DisposeAsync();
        try
        {
            await connection.SendAsync(new StreamRequest.EndInput(), StreamJson.Default.StreamRequest);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    public void Resize(int columns, int rows)
    {
        lock (gate)
        {
            if (terminal >= 0)
            {
                Descriptors.Resize(terminal, columns, rows);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        foreach (var stream in (ReadOnlySpan<DescriptorStream?>)[input, output, errors])
        {
            stream?.Dispose();
        }

        lock (gate)
        {
            if (terminal >= 0)
            {
                _ = LibC.Close(terminal);
                terminal = -1;
            }
        }

        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static DescriptorStream? Open(EventLoop loop, int descriptor, bool writes) =>
        descriptor < 0 ? null : new DescriptorStream(loop, descriptor, writes);

    private async Task<int?> WaitAsync()
    {
        var isCommand = true;
        try
        {
            while (true)
            {
                switch ((await connection.ReceiveAsync(StreamJson.Default.StreamReply)).Message)
                {
                    case StreamReply.Ended ended:
                        isCommand = ended.ExitCode is not null;
                        return ended.ExitCode;
                    case null:
                        throw new IOException("the pod supervisor has hung up");
                }
            }
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("hung up", e);
        }
        finally
        {
            // What a command left in the background may hold the pipes open for long. A main process's are closed once everything has gone through.
            input?.End();
            if (isCommand)
            {
                output?.End();
                errors?.End();
            }
        }
    }
}
