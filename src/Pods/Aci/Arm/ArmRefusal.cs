using System.Globalization;
using System.Text.Json;
using Azure;

namespace JobFlows.Pods.Aci.Arm;

/// <summary>What an error of Azure Resource Manager means for who asked.</summary>
/// <param name="Code">Azure's code, such as <c>ContainerGroupQuotaReached</c>; empty when nobody answered.</param>
/// <param name="Message">Azure's words, on one line.</param>
/// <param name="IsFinal">The same request will never be granted.</param>
/// <param name="IsThrottled">There are too many requests altogether: nobody is to ask for a while.</param>
/// <param name="RetryAfter">How long to wait, if Azure said so.</param>
internal sealed record ArmRefusal(string Code, string Message, bool IsFinal, bool IsThrottled, TimeSpan? RetryAfter)
{
    // Of the errors that are answered like a mistake of the caller's, those that pass.
    private static readonly string[] Passing = ["Quota", "Capacity", "ServiceUnavailable", "Transitioning", "RegistryError", "StorageAccount", "Throttled", "TooManyRequests", "SubscriptionNotRegistered"];

    /// <summary>Reads an error.</summary>
    public static ArmRefusal Of(RequestFailedException error)
    {
        var (code, message) = Body(error.GetRawResponse()) ?? (error.ErrorCode ?? string.Empty, error.Message);
        return new ArmRefusal(
            code,
            message.ReplaceLineEndings(" ").Trim(),
            IsFinal: error.Status is >= 400 and < 500 and not (401 or 404 or 408 or 409 or 412 or 429) && !Passing.Any(part => code.Contains(part, StringComparison.OrdinalIgnoreCase)),
            IsThrottled: error.Status == 429,
            RetryAfterOf(error.GetRawResponse()));
    }

    /// <summary>The error as events show it.</summary>
    public override string ToString() => Code.Length == 0 || Message.StartsWith(Code, StringComparison.Ordinal) ? Message : $"{Code}: {Message}";

    // {"error": {"code", "message", "details": [...]}}, where the details can say more.
    private static (string Code, string Message)? Body(Response? response)
    {
        try
        {
            if (response?.ContentStream is not { CanSeek: true } || response.Content.ToMemory().IsEmpty)
            {
                return null;
            }

            using var document = JsonDocument.Parse(response.Content);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var details = error.TryGetProperty("details", out var more) && more.ValueKind == JsonValueKind.Array
                ? more.EnumerateArray().Select(one => Text(one, "message")).Where(text => text.Length > 0)
                : [];
            return (Text(error, "code"), string.Join(" ", details.Prepend(Text(error, "message")).Distinct()));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    private static TimeSpan? RetryAfterOf(Response? response) =>
        response is null || !response.Headers.TryGetValue("Retry-After", out var text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400 ? TimeSpan.FromSeconds(seconds)
        : null;
}
