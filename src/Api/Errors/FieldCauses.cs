using JobFlows.Domain.Meta;

namespace JobFlows.Api.Errors;

/// <summary>Causes of an <c>Invalid</c> status for the fields of requests' options.</summary>
internal static class FieldCauses
{
    public static StatusCause Forbidden(string field, string why) =>
        new() { Reason = "FieldValueForbidden", Message = $"Forbidden: {why}", Field = field };

    public static StatusCause Invalid(string field, string value, string why) =>
        new() { Reason = "FieldValueInvalid", Message = $"Invalid value: \"{value}\": {why}", Field = field };

    public static StatusCause Required(string field, string why) =>
        new() { Reason = "FieldValueRequired", Message = $"Required value: {why}", Field = field };

    public static StatusCause NotSupported(string field, string value, params string[] supported) => new()
    {
        Reason = "FieldValueNotSupported",
        Message = $"Unsupported value: \"{value}\": supported values: {string.Join(", ", supported.Select(v => $"\"{v}\""))}",
        Field = field,
    };
}
