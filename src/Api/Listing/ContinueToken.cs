using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Listing;

/// <summary>Where the next page of a list begins; opaque to clients.</summary>
/// <param name="Revision">The first page's revision; −1 to go on at the newest one, with an inconsistent list.</param>
/// <param name="Namespace">The last object's namespace.</param>
/// <param name="Name">The last object's name.</param>
internal sealed record ContinueToken(long Revision, string Namespace, string Name)
{
    private const string Format = "meta.k8s.io/v1";

    public static ContinueToken After(StoredObject last, long revision) => new(revision, last.Key.Namespace, last.Key.Name);

    public static ContinueToken? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var token = json.RootElement;
            return token.GetProperty("v").GetString() == Format && token.GetProperty("ns").GetString() is { } space && token.GetProperty("name").GetString() is { } name
                ? new ContinueToken(token.GetProperty("rv").GetInt64(), space, name)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        $"{{\"v\":\"{Format}\",\"rv\":{Revision},\"ns\":\"{JsonEncodedText.Encode(Namespace)}\",\"name\":\"{JsonEncodedText.Encode(Name)}\"}}"));
}
