using System.Net.WebSockets;
using System.Text;

namespace JobFlows.EndToEnd.Harness;

/// <summary>A WebSocket to a pod's streams, message by message.</summary>
internal sealed class PodSocket : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly Dictionary<byte, StringBuilder> received = [];

    private PodSocket()
    {
    }

    /// <summary>The subprotocol that the server chose.</summary>
    public string? Protocol => socket.SubProtocol;

    /// <summary>The status code of a refused handshake.</summary>
    public int Code => (int)socket.HttpStatusCode;

    /// <summary>Connects.</summary>
    /// <exception cref="WebSocketException">The server refuses.</exception>
    public static async Task<PodSocket> OpenAsync(ServerProcess server, string path, params IReadOnlyList<string> protocols)
    {
        var opened = new PodSocket();
        await opened.ConnectAsync(server, path, protocols);
        return opened;
    }

    /// <summary>How the server answers a handshake that it refuses.</summary>
    public static async Task<int> RefusalAsync(ServerProcess server, string path, params IReadOnlyList<string> protocols)
    {
        using var refused = new PodSocket();
        try
        {
            await refused.ConnectAsync(server, path, protocols);
        }
        catch (WebSocketException)
        {
            return refused.Code;
        }

        throw new InvalidOperationException("the server accepted it");
    }

    /// <summary>Sends a binary message: a channel's number and data.</summary>
    public Task SendAsync(byte channel, string data) => SendAsync([channel, .. Encoding.UTF8.GetBytes(data)], WebSocketMessageType.Binary);

    /// <summary>Sends a message.</summary>
    public Task SendAsync(byte[] message, WebSocketMessageType type) => socket.SendAsync(message, type, true, CancellationToken.None);

    /// <summary>Reads until a channel's data so far is as wanted.</summary>
    public async Task<string> UntilAsync(byte channel, Func<string, bool> wanted)
    {
        while (!wanted(Text(channel)))
        {
            if (await NextAsync() is not { } message)
            {
                throw new InvalidOperationException($"the connection ended after: {Text(channel)}");
            }

            Take(message);
        }

        return Text(channel);
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>What came on each channel.</returns>
    public async Task<IReadOnlyDictionary<byte, string>> EndAsync()
    {
        while (await NextAsync() is { } message)
        {
            Take(message);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return received.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    /// <summary>The next message, or null at the end.</summary>
    public async Task<byte[]?> NextAsync()
    {
        using var timeout = new CancellationTokenSource(Wait.Deadline);
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(), timeout.Token);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, piece.Count);
            if (piece.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Dispose() => socket.Dispose();

    private async Task ConnectAsync(ServerProcess server, string path, IReadOnlyList<string> protocols)
    {
        var config = Kubeconfig.Load(server.KubeconfigPath);
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, errors) => ApiClient.IsTrusted(config.Authority, shown, errors);
        socket.Options.SetRequestHeader("Authorization", $"Bearer {config.Token}");
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var protocol in protocols)
        {
            socket.Options.AddSubProtocol(protocol);
        }

        await socket.ConnectAsync(new UriBuilder(new Uri(config.Server, path)) { Scheme = "wss" }.Uri, CancellationToken.None);
    }

    private string Text(byte channel) => received.TryGetValue(channel, out var text) ? text.ToString() : "";

    private void Take(byte[] message)
    {
        if (!received.TryGetValue(message[0], out var text))
        {
            received[message[0]] = text = new StringBuilder();
        }

        text.Append(Encoding.UTF8.GetString(message, 1, message.Length - 1));
    }
}
