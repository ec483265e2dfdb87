using System.Net.WebSockets;
using System.Text;
using JobFlows.Api.Answers;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Logs;

/// <summary>A log over a WebSocket: each message is a piece of it, in base64 when the client asks for that (upstream <c>wsstream.Reader</c>).</summary>
internal sealed class LogSocket(WebSocket socket, bool isText) : Stream
{
    private const string Base64 = "base64.binary.k8s.io";

    // What a client that is told of the end may still have to read.
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromMinutes(15);
    private static readonly string[] Protocols = ["binary.k8s.io", Base64];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Upgrades the connection and sends what is written, until all is or the client is gone.</summary>
    /// <param name="http">The request.</param>
    /// <param name="write">Writes the log.</param>
    public static async Task ServeAsync(HttpContext http, Func<Stream, CancellationToken, Task> write)
    {
        var wanted = http.WebSockets.WebSocketRequestedProtocols;
        var protocol = wanted.FirstOrDefault(Protocols.Contains);
        if (wanted.Count > 0 && protocol is null)
        {
            await AnswerWriter.WriteAsync(http, new Answer.Text(
                StatusCodes.Status403Forbidden, $"requested protocol(s) are not supported: [{string.Join(' ', wanted)}]; supports [{string.Join(' ', Protocols)}]\n"));
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = protocol, KeepAliveInterval = TimeSpan.Zero });
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var receiving = ReceiveAsync(socket, gone);
        try
        {
            await using var output = new LogSocket(socket, protocol == Base64);
            await output.SendAsync(default, gone.Token);
            await write(output, gone.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, gone.Token);
            await receiving.WaitAsync(PatienceAtEnd, gone.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or TimeoutException)
        {
            // The client has gone, or has read enough.
        }

        await gone.CancelAsync();
        await receiving;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!buffer.IsEmpty)
        {
            await SendAsync(buffer, cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("written asynchronously");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Whatever the client says is of no interest, but that it closes.
    private static async Task ReceiveAsync(WebSocket socket, CancellationTokenSource gone)
    {
        var ignored = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(ignored.AsMemory(), gone.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Closed without a word.
        }

        await gone.CancelAsync();
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> message = isText ? Encoding.ASCII.GetBytes(Convert.ToBase64String(data.Span)) : data;
        return socket.SendAsync(message, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, true, cancellation);
    }
}
