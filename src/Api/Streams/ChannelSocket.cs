using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;

namespace JobFlows.Api.Streams;

/// <summary>Channels over a WebSocket.</summary>
internal sealed class ChannelSocket(WebSocket socket, ChannelProtocol protocol) : IDisposable
{
    private const int Block = 32 * 1024;

    // Texts and control messages have to be complete before they can be read.
    private const int LargestWhole = 4 * 1024 * 1024;

    private readonly SemaphoreSlim writing = new(1, 1);

    /// <summary>Sends a message; waits until the client has room for it. Safe from several callers.</summary>
    /// <exception cref="WebSocketException">The client is gone.</exception>
    public async Task SendAsync(byte channel, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        var message = new byte[data.Length + 1];
        data.CopyTo(message.AsMemory(1));
        await SendFramedAsync(channel, message, cancellation);
    }

    /// <summary>Sends all of a stream.</summary>
    /// <exception cref="WebSocketException">The client is gone.</exception>
    public async Task SendAllAsync(byte channel, Stream? source, CancellationToken cancellation)
    {
        if (source is null)
        {
            return;
        }

        var buffer = new byte[Block + 1];
        while (await source.ReadAsync(buffer.AsMemory(1), cancellation) is var length and > 0)
        {
            await SendFramedAsync(channel, buffer.AsMemory(0, length + 1), cancellation);
        }
    }

    /// <summary>Receives until the client closes or is gone.</summary>
    /// <param name="take">Gets the data of a channel, in pieces as it comes; of <see cref="ChannelProtocol.Resize"/> and
    /// <see cref="ChannelProtocol.Close"/> whole messages. What it waits for, the client waits for.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task ReceiveAsync(Func<byte, ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellation)
    {
        var buffer = new byte[Block];
        var whole = new MemoryStream();
        byte? channel = null;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var piece = buffer.AsMemory(0, received.Count);
                if (channel is null && piece.Length > 0)
                {
                    channel = protocol.IsText ? (byte)(piece.Span[0] - '0') : piece.Span[0];
                    piece = piece[1..];
                }

                if (channel is { } number)
                {
                    if (!protocol.IsText && number is ChannelProtocol.Input)
                    {
                        await take(number, piece);
                    }
                    else if (whole.Length + piece.Length <= LargestWhole)
                    {
                        whole.Write(piece.Span);
                    }
                    else
                    {
                        await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, null, cancellation);
                        return;
                    }
                }

                if (received.EndOfMessage)
                {
                    if (channel is { } complete && (protocol.IsText || complete is not ChannelProtocol.Input) && Decode(whole) is { } data)
                    {
                        await take(complete, data);
                    }

                    channel = null;
                    whole.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone.
        }
    }

    /// <summary>Says that nothing more comes.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        writing.Dispose();
    }

    private byte[]? Decode(MemoryStream whole)
    {
        if (!protocol.IsText)
        {
            return whole.ToArray();
        }

        var data = whole.ToArray();
        return Base64.DecodeFromUtf8InPlace(data, out var length) == System.Buffers.OperationStatus.Done ? data[..length] : null;
    }

    // The first byte is kept free for the channel.
    private async Task SendFramedAsync(byte channel, Memory<byte> message, CancellationToken cancellation)
    {
        var framed = Frame(channel, message);
        await writing.WaitAsync(cancellation);
        try
        {
            await socket.SendAsync(framed, protocol.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, true, cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    private ReadOnlyMemory<byte> Frame(byte channel, Memory<byte> message)
    {
        if (protocol.IsText)
        {
            return Encoding.ASCII.GetBytes((char)('0' + channel) + Convert.ToBase64String(message.Span[1..]));
        }

        message.Span[0] = channel;
        return message;
    }
}
