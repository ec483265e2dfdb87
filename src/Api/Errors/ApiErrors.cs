using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Errors;

/// <summary>The errors that clients see, in Kubernetes' words (apimachinery <c>pkg/api/errors</c>).</summary>
internal static class ApiErrors
{
    private const string Modified = "the object has been modified; please apply your changes to the latest version and try again";

    public static Status NotFound(ResourceType type, string name) =>
        Failure(404, "NotFound", $"{type.Resource} \"{name}\" not found", About(type, name));

    /// <summary>The path leads to nothing.</summary>
    public static Status NoSuchResource() =>
        Failure(404, "NotFound", "the server could not find the requested resource", new StatusDetails());

    public static Status AlreadyExists(ResourceType type, string name) =>
        Failure(409, "AlreadyExists", $"{type.Resource} \"{name}\" already exists", About(type, name));

    public static Status GenerateNameConflict(ResourceType type, string name) => Failure(
        409,
        "AlreadyExists",
        $"{type.Resource} \"{name}\" already exists, the server was not able to generate a unique name for the object",
        About(type, name) with { RetryAfterSeconds = 1 });

    public static Status Conflict(ResourceType type, string name, string why = Modified) =>
        Failure(409, "Conflict", $"Operation cannot be fulfilled on {type.Resource} \"{name}\": {why}", About(type, name));

    public static Status Forbidden(ResourceType type, string name, string why, StatusCause? cause = null) => Failure(
        403,
        "Forbidden",
        $"{type.Resource} \"{name}\" is forbidden: {why}",
        About(type, name) with { Causes = cause is null ? null : [cause] });

    /// <summary>The caller lacks the right.</summary>
    public static Status MayNot(string user, string verb, ResourceType type, RequestPath path)
    {
        var resource = path.Subresource is null ? type.Plural : $"{type.Plural}/{path.Subresource}";
        var name = path.Name is null ? "" : $" \"{path.Name}\"";
        var place = type.Namespaced ? $" in the namespace \"{path.Namespace}\"" : " at the cluster scope";
        return Failure(
            403,
            "Forbidden",
            $"{type.Resource}{name} is forbidden: User \"{user}\" cannot {verb} resource \"{resource}\" in API group \"{type.Group}\"{place}",
            About(type, path.Name ?? ""));
    }

    public static Status Invalid(string group, string kind, string name, IReadOnlyList<StatusCause> causes)
    {
        var lines = causes.Select(c => $"{c.Field}: {c.Message}").Distinct().ToList();
        var what = lines.Count == 1 ? lines[0] : $"[{string.Join(", ", lines)}]";
        return Failure(
            422,
            "Invalid",
            $"{GroupKind(group, kind)} \"{name}\" is invalid" + (lines.Count == 0 ? "" : $": {what}"),
            new StatusDetails { Name = Some(name), Group = Some(group), Kind = kind, Causes = causes });
    }

    /// <summary>Options in the query or body that can't be.</summary>
    public static Status InvalidOptions(string kind, string field, string reason, string message) =>
        Invalid("meta.k8s.io", kind, "", [new StatusCause { Reason = reason, Message = message, Field = field }]);

    public static Status BadRequest(string message) => Failure(400, "BadRequest", message);

    public static Status Unauthorized() => Failure(401, "Unauthorized", "Unauthorized");

    public static Status MethodNotAllowed() =>
        Failure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new StatusDetails());

    public static Status NotAcceptable(IEnumerable<string> offered) => NotAcceptable($"only the following media types are accepted: {string.Join(", ", offered)}");

    public static Status NotAcceptable(string why) => Failure(406, "NotAcceptable", why);

    public static Status UnsupportedMediaType(IEnumerable<string> accepted) => Failure(
        415,
        "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}");

    /// <summary>A revision that is compacted away.</summary>
    public static Status Expired(string message) => Failure(410, "Expired", message);

    /// <summary>A revision that the store has not reached.</summary>
    public static Status TooLargeResourceVersion(long wanted, long current) => Failure(
        504,
        "Timeout",
        $"Timeout: Too large resource version: {wanted}, current: {current}",
        new StatusDetails
        {
            Causes = [new StatusCause { Reason = "ResourceVersionTooLarge", Message = "Too large resource version" }],
            RetryAfterSeconds = 1,
        });

    public static Status TooLarge(int limit) =>
        Failure(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limit}");

    public static Status NotImplemented(string message) => Failure(501, "NotImplemented", message);

    /// <summary>The store does not answer: a client may try again.</summary>
    public static Status Unavailable(string why) => Failure(
        503,
        "ServiceUnavailable",
        $"the server is currently unable to handle the request: {why}",
        new StatusDetails { Causes = [new StatusCause { Message = why }], RetryAfterSeconds = 1 });

    public static Status Internal(string message) => Failure(
        500,
        "InternalError",
        $"Internal error occurred: {message}",
        new StatusDetails { Causes = [new StatusCause { Message = message }] });

    public static Status Failure(int code, string reason, string message, StatusDetails? details = null) =>
        new() { Outcome = "Failure", Message = message, Reason = reason, Details = details, Code = code };

    private static StatusDetails About(ResourceType type, string name) =>
        new() { Name = Some(name), Group = Some(type.Group), Kind = type.Plural };

    private static string GroupKind(string group, string kind) => group.Length == 0 ? kind : $"{kind}.{group}";

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
