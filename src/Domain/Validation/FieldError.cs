using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation;

/// <summary>One thing that is wrong with an object (apimachinery <c>field.Error</c>).</summary>
/// <param name="Type">What kind of error it is.</param>
/// <param name="Path">The field, such as <c>spec.template.spec.containers[0].name</c>.</param>
/// <param name="BadValue">The value at fault as clients see it (texts quoted, objects as JSON), or null when the error does not show it.</param>
/// <param name="Detail">What would be right; may be empty.</param>
public sealed record FieldError(FieldErrorType Type, string Path, string? BadValue, string Detail)
{
    /// <summary>The error without its path: <c>Invalid value: -1: must be greater than or equal to 0</c>.</summary>
    public string Body
    {
        get
        {
            var body = BadValue is null ? Title : $"{Title}: {BadValue}";
            return Detail.Length == 0 ? body : $"{body}: {Detail}";
        }
    }

    /// <summary>The machine-readable reason, such as <c>FieldValueInvalid</c>.</summary>
    public string Reason => Type == FieldErrorType.Internal ? "InternalError" : $"FieldValue{Type}";

    private string Title => Type switch
    {
        FieldErrorType.Required => "Required value",
        FieldErrorType.Invalid or FieldErrorType.TypeInvalid => "Invalid value",
        FieldErrorType.NotSupported => "Unsupported value",
        FieldErrorType.Duplicate => "Duplicate value",
        FieldErrorType.TooMany => "Too many",
        FieldErrorType.TooLong => "Too long",
        FieldErrorType.Forbidden => "Forbidden",
        FieldErrorType.NotFound => "Not found",
        FieldErrorType.Internal => "Internal error",
        _ => throw new InvalidOperationException($"unknown field error type {Type}"),
    };

    /// <summary>The error as one of the causes of an <c>Invalid</c> status.</summary>
    public StatusCause ToCause() => new() { Reason = Reason, Message = Body, Field = Path };

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Body}";
}
