using System.Buffers;
using System.Text;

namespace JobFlows.Api.Protobuf;

/// <summary>Writes the fields of one message.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Delimited = 2;
    private readonly ArrayBufferWriter<byte> output = new();

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Written => output.WrittenSpan;

    /// <summary>Writes text.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes a flag.</summary>
    public void Flag(int field, bool value)
    {
        Number((ulong)((field << 3) | Varint));
        output.Write([value ? (byte)1 : (byte)0]);
    }

    /// <summary>Writes a message within this one.</summary>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.Written);
    }

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Number((ulong)((field << 3) | Delimited));
        Number((ulong)value.Length);
        output.Write(value);
    }

    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.Write([(byte)(value | 0x80)]);
        }

        output.Write([(byte)value]);
    }
}
