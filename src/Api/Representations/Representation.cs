using System.Buffers;
using System.Text;
using System.Text.Json;
using JobFlows.Api.Kinds;
using JobFlows.Api.Listing;
using JobFlows.Api.Negotiation;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Representations;

/// <summary>Writes stored objects in one of the shapes that clients ask for.</summary>
internal abstract class Representation(Kind kind)
{
    protected static readonly JsonWriterOptions Raw = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    protected Kind Kind { get; } = kind;

    public static Representation For(ObjectForm form, Kind kind, IncludeObject include, TimeProvider time) => form.Shape switch
    {
        ObjectShape.Table => new TableRepresentation(kind, form.Version, include, time),
        ObjectShape.Metadata => new MetadataRepresentation(kind, form.Version),
        _ => new PlainRepresentation(kind),
    };

    /// <summary>Writes one object.</summary>
    public abstract void WriteObject(IBufferWriter<byte> output, StoredObject stored);

    /// <summary>Writes a list.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="list">The list, or a page of it.</param>
    public abstract void WriteList(IBufferWriter<byte> output, ListResult list);

    /// <summary>Writes the object of a watch event.</summary>
    public virtual void WriteWatched(IBufferWriter<byte> output, StoredObject stored) => WriteObject(output, stored);

    /// <summary>The list's metadata object.</summary>
    protected static string ListMetadata(ListResult list)
    {
        var rest = list.Continue is null ? "" : $",\"continue\":\"{list.Continue}\"";
        var remaining = list is { Continue: not null, Remaining: > 0 and var count } ? $",\"remainingItemCount\":{count}" : "";
        return $"{{\"resourceVersion\":\"{list.Revision}\"{rest}{remaining}}}";
    }

    protected static void Write(IBufferWriter<byte> output, string ascii)
    {
        var length = Encoding.UTF8.GetBytes(ascii, output.GetSpan(Encoding.UTF8.GetMaxByteCount(ascii.Length)));
        output.Advance(length);
    }

    /// <summary>Writes items with commas between them.</summary>
    protected static void WriteItems(IBufferWriter<byte> output, IReadOnlyList<StoredObject> items, Action<IBufferWriter<byte>, StoredObject> write)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            write(output, items[i]);
        }
    }
}
