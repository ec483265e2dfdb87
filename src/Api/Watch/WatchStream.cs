using System.Buffers;
using System.Text;
using JobFlows.Api.Representations;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Watch;

/// <summary>Writes watch events: one JSON document a line.</summary>
internal sealed class WatchStream(HttpContext http, Representation form, ResourceType type)
{
    // Of a client that reads slowly no more than this is kept, however much has changed meanwhile.
    private const int MostUnsent = 32 * 1024;

    private static ReadOnlySpan<byte> EndOfLine => "}\n"u8;

    /// <summary>So much is written that it has to be flushed before more is.</summary>
    public bool IsFull => http.Response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: >= MostUnsent };

    public void Begin()
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-cache, private";
    }

    public void Write(string eventType, StoredObject stored)
    {
        Open(eventType);
        form.WriteWatched(http.Response.BodyWriter, stored);
        http.Response.BodyWriter.Write(EndOfLine);
    }

    /// <summary>Tells how far the watch has come.</summary>
    public void WriteBookmark(long revision, bool initialEventsEnd = false)
    {
        var annotations = initialEventsEnd ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
        var json = $"{{\"kind\":\"{type.Kind}\",\"apiVersion\":\"{type.ApiVersion}\",\"metadata\":{{\"creationTimestamp\":null{annotations}}}}}";
        Write("BOOKMARK", new StoredObject(default, "", revision, Encoding.ASCII.GetBytes(json)));
    }

    public void WriteError(Status status)
    {
        Open("ERROR");
        http.Response.BodyWriter.Write(KubeJson.Write(status));
        http.Response.BodyWriter.Write(EndOfLine);
    }

    public async Task FlushAsync(CancellationToken cancellation) => await http.Response.BodyWriter.FlushAsync(cancellation);

    private void Open(string eventType)
    {
        var output = http.Response.BodyWriter;
        output.Write("{\"type\":\""u8);
        Encoding.ASCII.GetBytes(eventType, output);
        output.Write("\",\"object\":"u8);
    }
}
