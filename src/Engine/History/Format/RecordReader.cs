using System.Buffers.Binary;
using System.Text;

namespace JobFlows.Engine.History.Format;

/// <summary>Reads what <see cref="RecordWriter"/> wrote.</summary>
internal sealed class RecordReader(ReadOnlyMemory<byte> rest)
{
    private ReadOnlyMemory<byte> rest = rest;

    public bool AtEnd => rest.IsEmpty;

    /// <summary>The fields of the record whose kind was just read.</summary>
    public RecordReader Fields() => new(Take(BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span)));

    public byte Byte() => Take(1).Span[0];

    public bool Flag() => Byte() != 0;

    public int Number()
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (int)value;
            }
        }

        throw new InvalidDataException("A history record has a number that is too long.");
    }

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    public DateTimeOffset Time() => new(BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span), TimeSpan.Zero);

    public Guid Guid() => new(Take(16).Span, bigEndian: true);

    public ReadOnlyMemory<byte> Bytes() => Take(Number());

    private ReadOnlyMemory<byte> Take(int length)
    {
        if ((uint)length > (uint)rest.Length)
        {
            throw new InvalidDataException("A history record ends too early.");
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
