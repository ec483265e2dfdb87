using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema;

/// <summary>The error answers of decoding and patching.</summary>
internal static class Failures
{
    /// <summary>400: the request makes no sense.</summary>
    public static Status BadRequest(string message) => Failure(400, "BadRequest", message);

    /// <summary>413: too much of something.</summary>
    public static Status TooLarge(string message) => Failure(413, "RequestEntityTooLarge", message);

    /// <summary>415: a body of a type that is not read here.</summary>
    public static Status UnsupportedMediaType(string message) => Failure(415, "UnsupportedMediaType", message);

    /// <summary>422: a patch that can't be carried out. The message is Kubernetes', which doesn't say why; the cause does.</summary>
    public static Status Unprocessable(string why) =>
        Failure(422, "Invalid", "the server rejected our request due to an error in our request") with
        {
            Details = new StatusDetails { Causes = [new StatusCause { Reason = "UnexpectedServerResponse", Message = why, Field = "patch" }] },
        };

    /// <summary>422: the patch leads to something that is no object of the kind.</summary>
    public static Status InvalidPatch(string value, string why)
    {
        var text = $"Invalid value: {GoText.Quote(value)}: {why}";
        return Failure(422, "Invalid", $" \"\" is invalid: patch: {text}") with
        {
            Details = new StatusDetails { Causes = [new StatusCause { Reason = "FieldValueInvalid", Message = text, Field = "patch" }] },
        };
    }

    /// <summary>409: fields that other managers own.</summary>
    public static Status ApplyConflict(string message, IReadOnlyList<StatusCause> causes) =>
        Failure(409, "Conflict", message) with { Details = new StatusDetails { Causes = causes } };

    private static Status Failure(int code, string reason, string message) =>
        new() { Outcome = "Failure", Code = code, Reason = reason.Length == 0 ? null : reason, Message = message };
}
