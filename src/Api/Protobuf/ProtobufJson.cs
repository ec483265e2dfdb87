using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Errors;

namespace JobFlows.Api.Protobuf;

/// <summary>Turns request bodies in Kubernetes' protobuf form into JSON: kubectl's <c>create</c> commands and typed Go clients send nothing else.</summary>
internal static class ProtobufJson
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>The object as JSON, or 400.</summary>
    public static Result<ReadOnlyMemory<byte>> Convert(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            return ApiErrors.BadRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }

        try
        {
            return new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(Envelope(body[Magic.Length..]).ToJsonString()));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return ApiErrors.BadRequest(e.Message);
        }
    }

    /// <summary>The outer message: apiVersion and kind, and the object's own bytes.</summary>
    private static JsonObject Envelope(ReadOnlySpan<byte> data)
    {
        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = default;
        var reader = new ProtobufReader(data);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                (apiVersion, kind) = TypeMeta(reader.Bytes);
            }
            else if (reader.Field == 2)
            {
                raw = reader.Bytes;
            }
        }

        var json = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
        Fill(json, ProtobufMessages.NameOf(apiVersion, kind), raw);
        return json;
    }

    private static (string ApiVersion, string Kind) TypeMeta(ReadOnlySpan<byte> data)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new ProtobufReader(data);
        while (reader.Read())
        {
            (apiVersion, kind) = reader.Field switch
            {
                1 => (reader.Text, kind),
                2 => (apiVersion, reader.Text),
                _ => (apiVersion, kind),
            };
        }

        return (apiVersion, kind);
    }

    private static void Fill(JsonObject json, string message, ReadOnlySpan<byte> data)
    {
        // A kind that isn't served is refused by its name later, whatever is in it.
        if (ProtobufMessages.Find(message) is not { } fields)
        {
            return;
        }

        var reader = new ProtobufReader(data);
        while (reader.Read())
        {
            if (fields.TryGetValue(reader.Field, out var field))
            {
                Add(json, field, reader);
            }
        }
    }

    private static void Add(JsonObject json, ProtobufField field, ProtobufReader reader)
    {
        if (field.Name == ProtobufField.Inline)
        {
            Fill(json, field.Message, reader.Bytes);
            return;
        }

        switch (field.Shape)
        {
            case ProtobufShape.List:
                ((JsonArray)(json[field.Name] ??= new JsonArray())).Add(Value(field, reader));
                break;
            case ProtobufShape.Map:
                AddEntry((JsonObject)(json[field.Name] ??= new JsonObject()), field, reader.Bytes);
                break;
            default:
                var value = Value(field, reader);
                if (value is not null && (field.Optional || !IsZero(value)))
                {
                    json[field.Name] = value;
                }

                break;
        }
    }

    private static void AddEntry(JsonObject map, ProtobufField field, ReadOnlySpan<byte> data)
    {
        var key = "";
        var value = Value(field, default);
        var reader = new ProtobufReader(data);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                key = reader.Text;
            }
            else if (reader.Field == 2)
            {
                value = Value(field, reader);
            }
        }

        map[key] = value;
    }

    private static JsonNode? Value(ProtobufField field, ProtobufReader reader)
    {
        switch (field.Type)
        {
            case ProtobufType.Message:
                var json = new JsonObject();
                Fill(json, field.Message, reader.Bytes);
                return json;
            case ProtobufType.String:
                return reader.Text;
            case ProtobufType.Int:
                return reader.Number;
            case ProtobufType.Bool:
                return reader.Number != 0;
            case ProtobufType.Bytes:
                return System.Convert.ToBase64String(reader.Bytes);
            case ProtobufType.Raw:
                return Inner(reader.Bytes, 1) is { Length: > 0 } raw ? JsonNode.Parse(raw) : null;
            case ProtobufType.Quantity:
                return Inner(reader.Bytes, 1);
            case ProtobufType.IntOrString:
                return IntOrString(reader.Bytes);
            default:
                return Time(reader.Bytes, field.Type == ProtobufType.MicroTime ? "yyyy-MM-dd'T'HH:mm:ss'.'ffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'");
        }
    }

    private static string Inner(ReadOnlySpan<byte> data, int number)
    {
        var text = "";
        var reader = new ProtobufReader(data);
        while (reader.Read())
        {
            text = reader.Field == number ? reader.Text : text;
        }

        return text;
    }

    private static JsonNode IntOrString(ReadOnlySpan<byte> data)
    {
        var (isText, number, text) = (false, 0L, "");
        var reader = new ProtobufReader(data);
        while (reader.Read())
        {
            (isText, number, text) = reader.Field switch
            {
                1 => (reader.Number == 1, number, text),
                2 => (isText, reader.Number, text),
                3 => (isText, number, reader.Text),
                _ => (isText, number, text),
            };
        }

        return isText ? text : number;
    }

    /// <summary>A time; null for Go's zero time.</summary>
    private static JsonValue? Time(ReadOnlySpan<byte> data, string format)
    {
        var (seconds, nanos) = (0L, 0L);
        var reader = new ProtobufReader(data);
        while (reader.Read())
        {
            (seconds, nanos) = reader.Field switch
            {
                1 => (reader.Number, nanos),
                2 => (seconds, reader.Number),
                _ => (seconds, nanos),
            };
        }

        return data.IsEmpty || seconds <= DateTimeOffset.MinValue.ToUnixTimeSeconds() || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? null
            : JsonValue.Create(DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / 100).UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
    }

    private static bool IsZero(JsonNode value) => value switch
    {
        JsonObject json => json.Count == 0,
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => text.Length == 0,
        JsonValue scalar when scalar.TryGetValue<long>(out var number) => number == 0,
        JsonValue scalar when scalar.TryGetValue<bool>(out var flag) => !flag,
        _ => false,
    };
}
