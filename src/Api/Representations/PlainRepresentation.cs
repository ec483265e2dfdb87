using System.Buffers;
using JobFlows.Api.Kinds;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Representations;

/// <summary>Objects as themselves: their stored bytes.</summary>
internal sealed class PlainRepresentation(Kind kind) : Representation(kind)
{
    public override void WriteObject(IBufferWriter<byte> output, StoredObject stored) => Kind.View(stored).WriteTo(output);

    public override void WriteList(IBufferWriter<byte> output, IReadOnlyList<StoredObject> items, long revision, string? @continue)
    {
        Write(output, $"{{\"kind\":\"{Kind.Type.Kind}List\",\"apiVersion\":\"{Kind.Type.ApiVersion}\",\"metadata\":{ListMetadata(revision, @continue)},\"items\":[");
        WriteItems(output, items, WriteObject);
        output.Write("]}"u8);
    }
}
