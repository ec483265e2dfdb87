using System.Globalization;
using JobFlows.Api.Errors;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Routing;

/// <summary>Reads query parameters as Go's API machinery does (apimachinery <c>pkg/runtime/conversion.go</c>).</summary>
internal static class QueryValues
{
    /// <summary>A flag: whatever is not <c>false</c> or <c>0</c> means yes, even nothing. Null when the parameter is absent.</summary>
    public static bool? Flag(this IQueryCollection query, string name) =>
        !query.TryGetValue(name, out var values) ? null : values[0] is not { } text || (text != "0" && !text.Equals("false", StringComparison.OrdinalIgnoreCase));

    /// <summary>Text, empty when the parameter is absent; of several the first.</summary>
    public static string Text(this IQueryCollection query, string name) => query[name] is [var first, ..] ? first ?? "" : "";

    /// <summary>A number, null when the parameter is absent or empty; or 400.</summary>
    public static Result<long?> Number(this IQueryCollection query, string name)
    {
        var text = query.Text(name);
        return text.Length == 0 ? new Result<long?>((long?)null)
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new Result<long?>(number)
            : ApiErrors.BadRequest($"strconv.ParseInt: parsing \"{text}\": {(IsWhole(text) ? "value out of range" : "invalid syntax")}");
    }

    private static bool IsWhole(string text) =>
        text.AsSpan().TrimStart("+-") is { Length: > 0 } digits && digits.Length >= text.Length - 1 && !digits.ContainsAnyExceptInRange('0', '9');
}
