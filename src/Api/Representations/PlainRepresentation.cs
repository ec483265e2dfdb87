using System.Buffers;
using JobFlows.Api.Kinds;
using JobFlows.Api.Listing;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Representations;

/// <summary>Objects as themselves: their stored bytes.</summary>
internal sealed class PlainRepresentation(Kind kind) : Representation(kind)
{
    public override void WriteObject(IBufferWriter<byte> output, StoredObject stored)
    {
        var shown = Kind.View(stored);
        if (shown.Revision == 0)
        {
            // A dry run's new object has no revision to tell.
            output.Write(shown.Json.Span);
        }
        else
        {
            shown.WriteTo(output);
        }
    }

    public override void WriteList(IBufferWriter<byte> output, ListResult list)
    {
        Write(output, $"{{\"kind\":\"{Kind.Type.Kind}List\",\"apiVersion\":\"{Kind.Type.ApiVersion}\",\"metadata\":{ListMetadata(list)},\"items\":[");
        WriteItems(output, list.Items, WriteObject);
        output.Write("]}"u8);
    }
}
