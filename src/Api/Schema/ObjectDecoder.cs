using System.Text;
using System.Text.Json;
using JobFlows.Api.Protobuf;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema;

/// <summary>Turns request bodies into objects, strictly by the schema of their C# types.</summary>
internal static class ObjectDecoder
{
    /// <summary>Bodies above this many bytes are refused with 413.</summary>
    public const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>Reads a JSON or YAML body.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="contentType">The Content-Type header; JSON when absent.</param>
    /// <param name="target">What it is to become. A body may leave out its apiVersion and kind; if it names others it is refused.</param>
    /// <param name="validation">What becomes of unknown and duplicate fields.</param>
    public static DecodeResult Decode(ReadOnlyMemory<byte> body, string? contentType, DecodeTarget target, FieldValidation validation)
    {
        if (body.Length > MaxBytes)
        {
            return new DecodeResult.Refused(Failures.TooLarge($"Request entity too large: limit is {MaxBytes}"));
        }

        switch (MediaType(contentType))
        {
            case "" or "application/json":
                return DecodeJson(GoText.Mend(body), body.Span, target, validation, []);
            case "application/yaml":
                return YamlToJson.Convert(Encoding.UTF8.GetString(body.Span)) switch
                {
                    YamlResult.Converted yaml => DecodeJson(yaml.Json, body.Span, target, validation, yaml.Duplicates),
                    YamlResult.Failed failed => Refuse(Unrecognized(target, "error converting YAML to JSON: yaml: " + failed.Message, body.Span)),
                    var other => throw new InvalidOperationException($"unknown result {other}"),
                };
            default:
                return new DecodeResult.Refused(Failures.UnsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, "
                    + ProtobufJson.MediaType));
        }
    }

    /// <summary>The media type of a Content-Type header, in lower case and without parameters; empty when there is none.</summary>
    public static string MediaType(string? contentType) => (contentType ?? "").Split(';', 2)[0].Trim().ToLowerInvariant();

    /// <summary>Reads JSON of a type that has no kind to check, such as the outcome of a patch.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="type">The C# type.</param>
    /// <param name="problems">The unknown and duplicate fields.</param>
    /// <param name="error">Why it can't be read, when null is returned.</param>
    public static object? Read(ReadOnlySpan<byte> json, Type type, out IReadOnlyList<string> problems, out string error)
    {
        var scan = new SchemaScan(json);
        var schema = TypeSchema.Of(type);
        try
        {
            scan.Run(schema);
            problems = scan.Problems;
            error = scan.TypeError ?? "";
            return scan.TypeError is null ? Deserialize(json, schema, scan.HasNullElements) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problems = [];
            error = JsonSyntax.Describe(json);
            return null;
        }
    }

    private static DecodeResult DecodeJson(
        ReadOnlyMemory<byte> json, ReadOnlySpan<byte> body, DecodeTarget target, FieldValidation validation, IReadOnlyList<string> duplicates)
    {
        var schema = TypeSchema.Of(target.Type);
        var scan = new SchemaScan(json.Span);
        try
        {
            scan.Run(schema);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not UTF-8.
            return Refuse(Unrecognized(target, "couldn't get version/kind; json parse error: " + JsonSyntax.Describe(json.Span), body));
        }

        if (scan.HeadError is { } headError)
        {
            return Refuse(Unrecognized(target, "couldn't get version/kind; json parse error: " + headError, body));
        }

        var apiVersion = scan.ApiVersion is { Length: > 0 } version ? version : target.ApiVersion;
        var kind = scan.Kind is { Length: > 0 } name ? name : target.Kind;
        if (WrongType(apiVersion, kind, target) is { } wrong)
        {
            return Refuse(wrong);
        }

        if (scan.TypeError is { } typeError)
        {
            return Refuse(Unhandled(target, typeError));
        }

        var problems = duplicates.Count == 0 ? scan.Problems : [.. duplicates, .. scan.Problems];
        if (validation == FieldValidation.Strict && problems.Count > 0)
        {
            return Refuse(Unhandled(target, "strict decoding error: " + string.Join(", ", problems)));
        }

        try
        {
            // To Go null is an object without fields.
            return (Deserialize(json.Span, schema, scan.HasNullElements) ?? Deserialize("{}"u8, schema, hasNullElements: false)!) switch
            {
                KubeObject item when item.ApiVersion != apiVersion || item.Kind != kind => Accept(item with { ApiVersion = apiVersion, Kind = kind }),
                var value => Accept(value),
            };
        }
        catch (JsonException e)
        {
            // What is left after the scan: half a surrogate pair.
            return Refuse(Unhandled(target, e.InnerException?.Message ?? e.Message));
        }

        DecodeResult.Decoded Accept(object value) => new(value, validation == FieldValidation.Warn ? problems : []);
    }

    private static object? Deserialize(ReadOnlySpan<byte> json, TypeSchema schema, bool hasNullElements)
    {
        var info = KubeJson.Context.GetTypeInfo(schema.Type) ?? throw new NotSupportedException($"{schema.Type} is not an API type");
        return JsonSerializer.Deserialize(hasNullElements ? NullElements.Fill(json, schema) : json, info);
    }

    /// <summary>Why an object of that version and kind can't stand for the target, or null when it can.</summary>
    public static string? WrongType(string apiVersion, string kind, DecodeTarget target)
    {
        if (apiVersion.AsSpan().Count('/') > 1)
        {
            return $"unexpected GroupVersion string: {apiVersion}";
        }

        if (target.ApiVersion.Length > 0 && apiVersion != target.ApiVersion)
        {
            return $"the API version in the data ({apiVersion}) does not match the expected API version ({target.ApiVersion})";
        }

        if (kind == target.Kind)
        {
            return null;
        }

        var version = apiVersion[(apiVersion.IndexOf('/') + 1)..];
        var package = apiVersion.Contains('/') ? apiVersion.Split('/', '.')[0] : "core";
        return $"{kind} in version {GoText.Quote(version)} cannot be handled as a {target.Kind}: "
            + $"converting ({version}.{kind}) to ({package}.{target.Kind}): unknown conversion";
    }

    private static string Unhandled(DecodeTarget target, string why) =>
        $"{target.Kind} in version {GoText.Quote(target.Version)} cannot be handled as a {target.Kind}: {why}";

    private static string Unrecognized(DecodeTarget target, string why, ReadOnlySpan<byte> body) =>
        $"the object provided is unrecognized (must be of type {target.Kind}): {why} ({Summary(body)})";

    private static string Summary(ReadOnlySpan<byte> body)
    {
        const int Shown = 30;
        if (body.IsEmpty)
        {
            return "<empty>";
        }

        var start = body[..Math.Min(Shown, body.Length)];
        return (body[0] == '{' ? Encoding.UTF8.GetString(start) : Convert.ToHexStringLower(start)) + (body.Length > Shown ? " ..." : "");
    }

    private static DecodeResult.Refused Refuse(string message) => new(Failures.BadRequest(message));
}
