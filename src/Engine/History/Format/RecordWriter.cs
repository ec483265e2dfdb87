using System.Buffers.Binary;

namespace JobFlows.Engine.History.Format;

/// <summary>Writes the fields of records. Numbers and lengths are 7-bit encoded, text is UTF-8, times are UTC ticks.</summary>
internal sealed class RecordWriter : IDisposable
{
    private readonly MemoryStream stream;
    private readonly BinaryWriter writer;
    private int fields;

    /// <param name="capacity">About how many bytes there will be.</param>
    public RecordWriter(int capacity)
    {
        stream = new MemoryStream(capacity);
        writer = new BinaryWriter(stream);
    }

    public void Begin(RecordKind kind)
    {
        writer.Write((byte)kind);
        writer.Write(0);
        fields = (int)stream.Position;
    }

    public void End() =>
        BinaryPrimitives.WriteInt32LittleEndian(stream.GetBuffer().AsSpan(fields - sizeof(int)), (int)stream.Position - fields);

    public void Byte(byte value) => writer.Write(value);

    public RecordWriter Number(int value)
    {
        writer.Write7BitEncodedInt(value);
        return this;
    }

    public RecordWriter Flag(bool value)
    {
        writer.Write(value);
        return this;
    }

    public RecordWriter Text(string value)
    {
        writer.Write(value);
        return this;
    }

    public RecordWriter Time(DateTimeOffset value)
    {
        writer.Write(value.UtcTicks);
        return this;
    }

    public RecordWriter Guid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.Write(bytes);
        return this;
    }

    public RecordWriter Bytes(ReadOnlyMemory<byte> value)
    {
        writer.Write7BitEncodedInt(value.Length);
        writer.Write(value.Span);
        return this;
    }

    /// <summary>What was written; nothing may be written after it was asked for.</summary>
    public ReadOnlyMemory<byte> Written => stream.GetBuffer().AsMemory(0, (int)stream.Length);

    public void Dispose() => writer.Dispose();
}
