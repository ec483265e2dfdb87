using System.Runtime.InteropServices;
using System.Text;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.Log;

/// <summary>The pieces that payloads are made of.</summary>
internal static class Payloads
{
    /// <summary>Reads a payload to its end.</summary>
    /// <exception cref="InvalidDataException">It is not what it should be, though its checksum is right: another program wrote it.</exception>
    public static T Read<T>(Frame frame, Func<BinaryReader, T> read)
    {
        MemoryMarshal.TryGetArray(frame.Payload, out var bytes);
        using var payload = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var reader = new BinaryReader(payload, Encoding.UTF8);
        try
        {
            var value = read(reader);
            return payload.Position == payload.Length ? value : throw new InvalidDataException($"a record of kind {frame.Kind} is longer than it should be");
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"a record of kind {frame.Kind} can't be understood: {e.Message}", e);
        }
    }

    public static void WriteKey(this BinaryWriter writer, ObjectKey key)
    {
        writer.Write(key.Resource);
        writer.Write(key.Namespace);
        writer.Write(key.Name);
    }

    public static ObjectKey ReadKey(this BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadString());

    public static void WriteOptional(this BinaryWriter writer, string? value)
    {
        writer.Write(value is not null);
        if (value is not null)
        {
            writer.Write(value);
        }
    }

    public static string? ReadOptional(this BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    public static void WriteBytes(this BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    public static byte[] ReadSized(this BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException("the bytes end early");
    }
}
