using System.Text;

namespace JobFlows.EndToEnd.BadInput;

/// <summary>A request that makes no sense, and what Kubernetes answers to it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path; <c>{jobs}</c>, <c>{core}</c> and <c>{ns}</c> stand for the test's namespace and what is in it.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="Code">The status code.</param>
/// <param name="Reason">The Status' reason; null where plain text is answered.</param>
/// <param name="Message">The Status' message, or the text; <c>{any}</c> stands for what differs from run to run.</param>
internal sealed record BadRequest(string Name, string Method, string Path, string? Body, int Code, string? Reason, string Message)
{
    /// <summary>The type of the body; empty for none.</summary>
    public string ContentType { get; init; } = MediaTypes.Json;

    public string Accept { get; init; } = MediaTypes.Json;

    /// <summary>Instead of the right token.</summary>
    public string? Authorization { get; init; }

    /// <summary>The body where it is not text.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The request in a namespace.</summary>
    public HttpRequestMessage In(string ns)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Place(Path, ns));
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        if (Authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        }

        if ((Bytes ?? (Body is null ? null : Encoding.UTF8.GetBytes(Body))) is { } bytes)
        {
            request.Content = new ByteArrayContent(bytes);
            if (ContentType.Length > 0)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            }
        }

        return request;
    }

    /// <summary>Whether that is the message.</summary>
    public bool Says(string message, string ns)
    {
        var parts = Place(Message, ns).Split("{any}");
        return parts.Length == 1 ? message == parts[0]
            : message.StartsWith(parts[0], StringComparison.Ordinal) && message.EndsWith(parts[1], StringComparison.Ordinal);
    }

    public override string ToString() => Name;

    private static string Place(string text, string ns) => text
        .Replace("{jobs}", $"/apis/batch/v1/namespaces/{ns}/jobs", StringComparison.Ordinal)
        .Replace("{core}", $"/api/v1/namespaces/{ns}", StringComparison.Ordinal)
        .Replace("{ns}", ns, StringComparison.Ordinal);
}
