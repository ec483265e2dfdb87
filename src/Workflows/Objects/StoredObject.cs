using System.Buffers;
using System.Text.Unicode;

namespace JobFlows.Workflows.Objects;

/// <summary>One revision of an object, as bytes that lists, watches and reads share.</summary>
/// <param name="Key">Where it is.</param>
/// <param name="Uid">Its UID.</param>
/// <param name="Revision">The revision that wrote it.</param>
/// <param name="Json">UTF-8 JSON with a non-empty <c>metadata</c> and without <c>metadata.resourceVersion</c>: that is known only once it is
/// committed, and <see cref="WriteTo"/> puts it in.</param>
public sealed record StoredObject(ObjectKey Key, string Uid, long Revision, ReadOnlyMemory<byte> Json)
{
    private static ReadOnlySpan<byte> Metadata => "\"metadata\":{"u8;

    /// <summary>Writes the object with its <c>resourceVersion</c>.</summary>
    /// <param name="output">Where to.</param>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var json = Json.Span;
        var splice = json.IndexOf(Metadata) + Metadata.Length;
        output.Write(json[..splice]);
        const int longest = 64;
        Utf8.TryWrite(output.GetSpan(longest), $"\"resourceVersion\":\"{Revision}\",", out var written);
        output.Advance(written);
        output.Write(json[splice..]);
    }

    /// <summary>The object with its <c>resourceVersion</c>, as one array.</summary>
    public byte[] ToJson()
    {
        var output = new ArrayBufferWriter<byte>(Json.Length + 48);
        WriteTo(output);
        return output.WrittenSpan.ToArray();
    }
}
