using System.IO.Compression;
using System.Text;
using System.Text.Json;
using JobFlows.Api.Negotiation;
using JobFlows.Api.Routing;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Answers;

/// <summary>Sends answers: indented when asked, compressed when asked and worth it.</summary>
internal static class AnswerWriter
{
    /// <summary>Below this many bytes compressing costs more than it saves.</summary>
    private const int WorthCompressing = 128 * 1024;

    private static readonly byte[] EndOfLine = "\n"u8.ToArray();

    public static Task WriteAsync(HttpContext http, Answer answer) => answer switch
    {
        Answer.Json json => WriteJsonAsync(http, json),
        Answer.Text text => WriteTextAsync(http, text),
        Answer.Redirect redirect => WriteRedirectAsync(http, redirect),
        Answer.Stream stream => stream.WriteAsync(http),
        _ => throw new NotSupportedException(answer.ToString()),
    };

    private static async Task WriteJsonAsync(HttpContext http, Answer.Json json)
    {
        var response = http.Response;
        if (json.ETag is not null)
        {
            response.Headers.ETag = json.ETag;
            response.Headers.Vary = "Accept";
        }

        if (json.CacheControl is not null)
        {
            response.Headers.CacheControl = json.CacheControl;
        }

        if (json.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (json.Expires is { } expires)
        {
            response.Headers.Expires = expires.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        }

        if (json.ETag is not null && http.Request.Headers.IfNoneMatch.Contains(json.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = json.Code;
        var (body, type) = Render(http.Request, json);
        response.ContentType = type;
        if (body.Length >= WorthCompressing && AcceptsGzip(http.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Append("Vary", "Accept-Encoding");
            await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await gzip.WriteAsync(body, http.RequestAborted);
            return;
        }

        // Text ends with a line's end; a message is its very bytes.
        var end = IsText(json) ? EndOfLine : [];
        response.ContentLength = body.Length + end.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
        await response.Body.WriteAsync(end, http.RequestAborted);
    }

    private static Task WriteRedirectAsync(HttpContext http, Answer.Redirect redirect)
    {
        http.Response.Headers.Location = redirect.Location;
        return WriteTextAsync(http, new Answer.Text(StatusCodes.Status301MovedPermanently, "Moved Permanently\n"));
    }

    private static bool IsText(Answer.Json json) => json.ContentType.Contains("json", StringComparison.Ordinal);

    private static (ReadOnlyMemory<byte> Body, string Type) Render(HttpRequest request, Answer.Json json)
    {
        if (json.ContentType == "application/json" && AcceptHeader.WantsYaml(request))
        {
            return (YamlText.FromJson(json.Body.Span), "application/yaml");
        }

        return (IsText(json) && WantsIndented(request) ? Indent(json.Body) : json.Body, json.ContentType);
    }

    private static async Task WriteTextAsync(HttpContext http, Answer.Text text)
    {
        http.Response.StatusCode = text.Code;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var body = Encoding.UTF8.GetBytes(text.Body);
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static bool WantsIndented(HttpRequest request)
    {
        var pretty = request.Query.Text("pretty");
        if (pretty.Length > 0)
        {
            return pretty is "true" or "1" or "t" or "T" or "TRUE" or "True";
        }

        var agent = request.Headers.UserAgent.ToString();
        return agent.StartsWith("curl", StringComparison.Ordinal)
            || agent.StartsWith("Wget", StringComparison.Ordinal)
            || agent.StartsWith("Mozilla/5.0", StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> Indent(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(json.Length * 2);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Indented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        document.WriteTo(writer);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        MediaClause.Parse(request.Headers.AcceptEncoding.ToString()).Any(clause => clause is { Type: "gzip", Quality: > 0 });
}
