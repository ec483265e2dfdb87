namespace JobFlows.Api.Schema.OpenApi;

/// <summary>A finished document.</summary>
/// <param name="Body">Its bytes: UTF-8 JSON, or a protobuf message.</param>
/// <param name="Hash">A hash of the bytes, hexadecimal; the ETag (in quotes) and the <c>hash</c> query parameter.</param>
internal sealed record OpenApiDocument(ReadOnlyMemory<byte> Body, string Hash);
