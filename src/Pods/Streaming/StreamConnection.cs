using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Streaming;

/// <summary>Messages over a unix socket, with descriptors: four bytes of length, with which the descriptors come, then JSON.</summary>
internal sealed class StreamConnection(Socket socket) : IDisposable
{
    private readonly NetworkStream stream = new(socket, ownsSocket: true);

    /// <summary>Sends a message. For one caller at a time.</summary>
    /// <param name="message">The message.</param>
    /// <param name="type">How to write it.</param>
    /// <param name="descriptors">What goes along; stays open here.</param>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task SendAsync<T>(T message, JsonTypeInfo<T> type, params IReadOnlyList<int> descriptors)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, type);
        var header = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(header, body.Length);
        DescriptorPassing.Send((int)socket.Handle, header, descriptors);
        await stream.WriteAsync(body);
    }

    /// <summary>Receives the next message and its descriptors, which are the caller's to close. For one caller at a time.</summary>
    /// <returns>No message when the other side has hung up.</returns>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task<(T? Message, IReadOnlyList<int> Descriptors)> ReceiveAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellation = default)
        where T : class
    {
        // Only waits: what is there, and the descriptors with it, stays.
        await PeekAsync(cancellation);
        var header = new byte[sizeof(int)];
        var length = DescriptorPassing.Receive((int)socket.Handle, header, out var descriptors);
        if (length == 0)
        {
            return (null, []);
        }

        await stream.ReadExactlyAsync(header.AsMemory(length), cancellation);
        var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(header)];
        await stream.ReadExactlyAsync(body, cancellation);
        return (JsonSerializer.Deserialize(body, type), descriptors);
    }

    private async Task PeekAsync(CancellationToken cancellation)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, cancellation);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public void Dispose() => stream.Dispose();
}
