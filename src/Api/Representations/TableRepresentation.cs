using System.Buffers;
using System.Text.Json;
using JobFlows.Api.Kinds;
using JobFlows.Api.Listing;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Representations;

/// <summary>Objects as rows of a <c>meta.k8s.io</c> Table. In a watch only the first one tells the columns.</summary>
internal sealed class TableRepresentation(Kind kind, string version, IncludeObject include, TimeProvider time) : Representation(kind)
{
    private bool columnsTold;

    public override void WriteObject(IBufferWriter<byte> output, StoredObject stored) => WriteTable(output, Single(stored), columns: true);

    public override void WriteList(IBufferWriter<byte> output, ListResult list) => WriteTable(output, list, columns: true);

    public override void WriteWatched(IBufferWriter<byte> output, StoredObject stored)
    {
        WriteTable(output, Single(stored), columns: !columnsTold);
        columnsTold = true;
    }

    private static ListResult Single(StoredObject stored) => new([stored], stored.Revision, null);

    private void WriteTable(IBufferWriter<byte> output, ListResult list, bool columns)
    {
        Write(output, $"{{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/{version}\",\"metadata\":{ListMetadata(list)},\"columnDefinitions\":");
        if (columns)
        {
            WriteColumns(output);
        }
        else
        {
            output.Write("null"u8);
        }

        output.Write(",\"rows\":["u8);
        WriteItems(output, list.Items, WriteRow);
        output.Write("]}"u8);
    }

    private void WriteColumns(IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, Raw);
        writer.WriteStartArray();
        foreach (var column in Kind.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, column.Name);
            writer.WriteString("type"u8, column.Type);
            writer.WriteString("format"u8, column.Format);
            writer.WriteString("description"u8, column.Description);
            writer.WriteNumber("priority"u8, column.Priority);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteRow(IBufferWriter<byte> output, StoredObject stored)
    {
        output.Write("{\"cells\":"u8);
        using (var writer = new Utf8JsonWriter(output, Raw))
        {
            writer.WriteStartArray();
            Kind.WriteCells(writer, stored, time.GetUtcNow());
            writer.WriteEndArray();
        }

        if (include != IncludeObject.None)
        {
            output.Write(",\"object\":"u8);
            (include == IncludeObject.Object ? Kind.View(stored) : MetadataRepresentation.Cut(stored, version)).WriteTo(output);
        }

        output.Write("}"u8);
    }
}
