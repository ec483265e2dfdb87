using System.Buffers.Binary;

namespace JobFlows.Storage.Blobs.Log;

/// <summary>
/// The envelope of everything that is stored: 32 bytes, little-endian, then the payload. An append is one frame, so the log never ends inside one.
/// <code>
/// 0  magic and format   "JFS1"
/// 4  CRC-32C of all that follows, payload included
/// 8  kind, then three zeros
/// 12 length of the payload
/// 16 id: whose append it is
/// </code>
/// </summary>
/// <param name="Kind">What the payload is.</param>
/// <param name="Id">Tells one append from every other.</param>
/// <param name="Payload">The content.</param>
internal sealed record Frame(FrameKind Kind, Guid Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderLength = 32;

    /// <summary>The longest payload: what one append takes.</summary>
    public const int LongestPayload = (100 << 20) - HeaderLength;

    private static ReadOnlySpan<byte> Magic => "JFS1"u8;

    /// <summary>How long it is with its header.</summary>
    public int Length => HeaderLength + Payload.Length;

    /// <summary>The bytes to store.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        bytes[8] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Payload.Length);
        Id.TryWriteBytes(bytes.AsSpan(16));
        Payload.CopyTo(bytes.AsMemory(HeaderLength));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Crc32C.Of(bytes.AsSpan(8), default));
        return bytes;
    }

    /// <summary>Reads the next frame of a blob, or null at its end.</summary>
    /// <param name="stream">The blob from <paramref name="position"/> on.</param>
    /// <param name="blob">Its name, for messages.</param>
    /// <param name="position">Where the stream is in the blob.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreDamagedException">There is something else.</exception>
    public static async ValueTask<Frame?> ReadAsync(Stream stream, string blob, long position, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        var got = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellation);
        if (got == 0)
        {
            return null;
        }

        if (got < HeaderLength)
        {
            throw new StoreDamagedException(blob, position, "a record is cut short");
        }

        if (!header.AsSpan(0, 4).SequenceEqual(Magic))
        {
            throw new StoreDamagedException(blob, position, header.AsSpan(0, 3).SequenceEqual(Magic[..3])
                ? $"format {(char)header[3]} is unknown; this program knows {(char)Magic[3]}"
                : "no record begins here");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        if (length is < 0 or > LongestPayload)
        {
            throw new StoreDamagedException(blob, position, $"a record of {length} bytes is impossible");
        }

        var payload = new byte[length];
        if (await stream.ReadAtLeastAsync(payload, length, throwOnEndOfStream: false, cancellation) < length)
        {
            throw new StoreDamagedException(blob, position, "a record is cut short");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)) != Crc32C.Of(header.AsSpan(8), payload))
        {
            throw new StoreDamagedException(blob, position, "the checksum of a record is wrong");
        }

        return new((FrameKind)header[8], new Guid(header.AsSpan(16)), payload);
    }
}
