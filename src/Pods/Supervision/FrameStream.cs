using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace JobFlows.Pods.Supervision;

/// <summary>Messages over a socket: four bytes of length, little endian, then JSON.</summary>
internal sealed class FrameStream(Socket socket) : IDisposable
{
    private readonly NetworkStream stream = new(socket, ownsSocket: true);
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly byte[] header = new byte[sizeof(int)];
    private byte[] body = new byte[64 * 1024];

    /// <summary>Sends a message. Safe from several callers.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task WriteAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var frame = new MemoryStream();
        frame.SetLength(sizeof(int));
        frame.Position = sizeof(int);
        JsonSerializer.Serialize(frame, message, type);
        BinaryPrimitives.WriteInt32LittleEndian(frame.GetBuffer(), (int)frame.Length - sizeof(int));
        await writing.WaitAsync(cancellation);
        try
        {
            await stream.WriteAsync(frame.GetBuffer().AsMemory(0, (int)frame.Length), CancellationToken.None);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Receives the next message, or default when the other side has hung up. For one caller at a time.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellation) < header.Length)
        {
            return default;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (body.Length < length)
        {
            body = new byte[length];
        }

        await stream.ReadExactlyAsync(body.AsMemory(0, length), cancellation);
        return JsonSerializer.Deserialize(body.AsSpan(0, length), type);
    }

    public void Dispose()
    {
        stream.Dispose();
        writing.Dispose();
    }
}
