using System.Net.WebSockets;
using System.Text.Json;
using JobFlows.Api.Errors;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Streams;

/// <summary>One client's conversation with a process in a container, from the upgrade of the connection to its end.</summary>
internal sealed class RemoteSession(HttpContext http, ChannelProtocol protocol, StreamQuery query)
{
    // The output that a slow client has yet to read is in the connection's buffers; closing it would lose that.
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromMinutes(15);

    private volatile bool ended;

    /// <summary>Goes on until the process has ended and the client has closed, or the client is gone.</summary>
    public async Task RunAsync(StreamStart start)
    {
        var streams = (start as StreamStart.Open)?.Streams;
        try
        {
            var accept = new WebSocketAcceptContext { SubProtocol = protocol.Name.Length == 0 ? null : protocol.Name, KeepAliveInterval = TimeSpan.Zero };
            using var channels = new ChannelSocket(await http.WebSockets.AcceptWebSocketAsync(accept), protocol);
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);

            // Tells the client that the connection stands.
            await channels.SendAsync(
                query.Output ? ChannelProtocol.Output : query.Errors ? ChannelProtocol.Errors : ChannelProtocol.Outcome, default, gone.Token);
            var receiving = channels.ReceiveAsync((channel, data) => TakeAsync(streams, channel, data), gone.Token);
            var outcome = OutcomeAsync(start, channels, gone.Token);
            if (await Task.WhenAny(receiving, outcome) == outcome)
            {
                await FinishAsync(channels, await outcome, receiving, gone.Token);
            }

            await gone.CancelAsync();
            await ((Task)outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await receiving;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client is gone.
        }
        finally
        {
            if (streams is not null)
            {
                await streams.DisposeAsync();
            }
        }
    }

    private async Task<Status> OutcomeAsync(StreamStart start, ChannelSocket channels, CancellationToken cancellation)
    {
        switch (start)
        {
            case StreamStart.Open { Streams: var streams }:
                await Task.WhenAll(
                    channels.SendAllAsync(ChannelProtocol.Output, streams.Output, cancellation),
                    channels.SendAllAsync(ChannelProtocol.Errors, streams.Errors, cancellation));
                try
                {
                    return CommandOutcome.Ended(await streams.Ended.WaitAsync(cancellation));
                }
                catch (IOException e)
                {
                    return ApiErrors.Internal($"error executing command in container: {e.Message}");
                }

            case StreamStart.Failed { Message: var why }:
                return CommandOutcome.CannotRun(why);
            default:
                return ApiErrors.Internal($"unable to upgrade connection: {CommandOutcome.NotRunning(query.Container)}");
        }
    }

    private async Task FinishAsync(ChannelSocket channels, Status outcome, Task receiving, CancellationToken cancellation)
    {
        ended = true;
        if (CommandOutcome.Message(outcome, protocol) is { } message)
        {
            await channels.SendAsync(ChannelProtocol.Outcome, message, cancellation);
        }

        await channels.EndAsync(cancellation);
        await receiving.WaitAsync(PatienceAtEnd, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask TakeAsync(IContainerStreams? streams, byte channel, ReadOnlyMemory<byte> data)
    {
        switch (channel)
        {
            case ChannelProtocol.Input when !ended && streams?.Input is { } input && !data.IsEmpty:
                try
                {
                    await input.WriteAsync(data);
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException)
                {
                    // The process doesn't read any more; what else comes is dropped.
                }

                break;
            case ChannelProtocol.Resize when streams is not null && Size(data.Span) is ( > 0, > 0) size:
                streams.Resize(size.Columns, size.Rows);
                break;
            case ChannelProtocol.Close when protocol.Version >= 5 && streams is not null && data.Span is [ChannelProtocol.Input]:
                await streams.EndInputAsync();
                break;
        }
    }

    private static (int Columns, int Rows) Size(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var size = JsonDocument.ParseValue(ref reader);
            return size.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("Width", out var width) && width.TryGetUInt16(out var columns)
                && root.TryGetProperty("Height", out var height) && height.TryGetUInt16(out var rows) ? (columns, rows) : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
