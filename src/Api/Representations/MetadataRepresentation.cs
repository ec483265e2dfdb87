using System.Buffers;
using System.Text;
using JobFlows.Api.Kinds;
using JobFlows.Api.Listing;
using JobFlows.Api.Selectors;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Representations;

/// <summary>Objects as <c>PartialObjectMetadata</c>.</summary>
internal sealed class MetadataRepresentation(Kind kind, string version) : Representation(kind)
{
    private static readonly byte[][] MetadataPath = ["metadata"u8.ToArray()];

    /// <summary>The object cut down to its metadata.</summary>
    public static StoredObject Cut(StoredObject stored, string version)
    {
        var head = Encoding.ASCII.GetBytes($"{{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/{version}\",\"metadata\":");
        var metadata = JsonPeek.Raw(stored.Json.Span, MetadataPath);
        byte[] json = [.. head, .. metadata, (byte)'}'];
        return stored with { Json = json };
    }

    public override void WriteObject(IBufferWriter<byte> output, StoredObject stored) => Cut(stored, version).WriteTo(output);

    public override void WriteList(IBufferWriter<byte> output, ListResult list)
    {
        Write(output, $"{{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/{version}\",\"metadata\":{ListMetadata(list)},\"items\":[");
        WriteItems(output, list.Items, WriteObject);
        output.Write("]}"u8);
    }
}
