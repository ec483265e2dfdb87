using System.Net;
using System.Text.Json.Nodes;

namespace JobFlows.EndToEnd.Harness;

/// <summary>What the server answered.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Text">The body.</param>
internal sealed record ApiAnswer(HttpStatusCode Code, string Text)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The JSON body of a 2xx answer.</summary>
    /// <exception cref="HttpRequestException">It was another one.</exception>
    public JsonNode Accepted() =>
        (int)Code is >= 200 and < 300 ? Json : throw new HttpRequestException($"{(int)Code}: {Text}", inner: null, Code);
}
