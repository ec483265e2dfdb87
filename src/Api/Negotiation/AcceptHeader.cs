using JobFlows.Api.Errors;
using JobFlows.Domain.Meta;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Negotiation;

/// <summary>Picks the first alternative of an Accept header that can be served.</summary>
internal static class AcceptHeader
{
    private static readonly string[] Offered = ["application/json", "application/yaml"];

    /// <summary>How objects are to be shown, or 406.</summary>
    public static Result<ObjectForm> Negotiate(HttpRequest request)
    {
        var clauses = Clauses(request);
        foreach (var clause in clauses)
        {
            if (!clause.IsJson && !clause.IsYaml)
            {
                continue;
            }

            if (clause.As is null)
            {
                return new ObjectForm(ObjectShape.Plain);
            }

            if (clause.IsJson && clause.Group == "meta.k8s.io" && clause.Version is ("v1" or "v1beta1") && Shape(clause.As) is { } shape)
            {
                return new ObjectForm(shape, clause.Version, clause.As);
            }
        }

        return clauses.Count == 0 ? new ObjectForm(ObjectShape.Plain) : ApiErrors.NotAcceptable(Offered);
    }

    /// <summary>The first JSON alternative that <paramref name="suits"/>; null when there is none.</summary>
    public static MediaClause? First(HttpRequest request, Func<MediaClause, bool> suits) => Clauses(request).FirstOrDefault(c => c.IsJson && suits(c));

    /// <summary>The most wanted of some media types, the first of them when any will do; null when none will.</summary>
    public static string? First(HttpRequest request, params ReadOnlySpan<string> offered)
    {
        var clauses = Clauses(request);
        foreach (var clause in clauses)
        {
            foreach (var type in offered)
            {
                if (clause.Takes(type))
                {
                    return type;
                }
            }
        }

        return clauses.Count == 0 ? offered[0] : null;
    }

    /// <summary>Whether YAML is wanted before JSON.</summary>
    public static bool WantsYaml(HttpRequest request) =>
        request.Headers.Accept.Count > 0 && Clauses(request).FirstOrDefault(c => c.IsJson || c.IsYaml) is { IsYaml: true };

    /// <summary>Whether some answer would be acceptable.</summary>
    public static Status? Refuse(HttpRequest request)
    {
        var clauses = Clauses(request);
        return clauses.Count == 0 || clauses.Any(c => c.IsJson || c.IsYaml) ? null : ApiErrors.NotAcceptable(Offered);
    }

    private static IReadOnlyList<MediaClause> Clauses(HttpRequest request) => MediaClause.Parse(request.Headers.Accept.ToString());

    private static ObjectShape? Shape(string kind) => kind switch
    {
        "Table" => ObjectShape.Table,
        "PartialObjectMetadata" or "PartialObjectMetadataList" => ObjectShape.Metadata,
        _ => null,
    };
}
