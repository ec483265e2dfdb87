namespace JobFlows.Api.Schema.OpenApi;

/// <summary>A finished document.</summary>
/// <param name="Json">Its bytes, UTF-8 JSON.</param>
/// <param name="Hash">A hash of the bytes, hexadecimal; the ETag (in quotes) and the <c>hash</c> query parameter.</param>
internal sealed record OpenApiDocument(ReadOnlyMemory<byte> Json, string Hash);
