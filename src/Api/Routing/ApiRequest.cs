using JobFlows.Api.Kinds;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Routing;

/// <summary>A request for objects of a kind.</summary>
/// <param name="Http">The HTTP request.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Path">The path.</param>
/// <param name="Verb">The verb as discovery names it: <c>get</c>, <c>list</c>, <c>create</c> …</param>
internal sealed record ApiRequest(HttpContext Http, Kind Kind, RequestPath Path, string Verb)
{
    public IQueryCollection Query => Http.Request.Query;

    public ResourceType Type => Kind.Type;

    /// <summary>The object's name, for requests that name one.</summary>
    public string Name => Path.Name ?? "";

    /// <summary>Where the named object is stored.</summary>
    public ObjectKey Key => KeyOf(Name);

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Where an object of this kind, in the request's namespace, is stored.</summary>
    public ObjectKey KeyOf(string name) => new(Kind.Storage.Type.Resource, Path.Namespace ?? "", name);

    /// <summary>Adds <c>Warning: 299</c> headers.</summary>
    public void Warn(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Warn(text);
        }
    }

    /// <summary>Adds a <c>Warning: 299</c> header; the same text goes out once.</summary>
    public void Warn(string text)
    {
        var quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var clean = string.Concat(quoted.Select(c => c is < ' ' or > '~' ? ' ' : c));
        var header = $"299 - \"{clean}\"";
        if (!Http.Response.Headers.Warning.Contains(header))
        {
            Http.Response.Headers.Append("Warning", header);
        }
    }
}
