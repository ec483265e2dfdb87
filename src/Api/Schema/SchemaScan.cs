using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema;

/// <summary>
/// One pass over a document that finds everything a decoder must say about it: the first type error, and each unknown or duplicate
/// field. It allocates next to nothing for a document that is in order.
/// </summary>
internal ref struct SchemaScan
{
    /// <summary>How deep a document may nest.</summary>
    public const int MaxDepth = 64;

    // Kubernetes' decoder stops collecting there as well.
    private const int MaxProblems = 100;
    private const int MaxName = 256;

    private readonly Frame[] path = ArrayPool<Frame>.Shared.Rent(MaxDepth + 1);
    private Utf8JsonReader reader;
    private int depth;
    private List<string>? problems;

    /// <summary>Starts on a document.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    public SchemaScan(ReadOnlySpan<byte> json) => reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <summary>The first value of a wrong type, as Go's decoder puts it; null when there is none.</summary>
    public string? TypeError { get; private set; }

    /// <summary>Why the document's version and kind can't be read, as Go's decoder puts it; null when they can.</summary>
    public string? HeadError { get; private set; }

    /// <summary>Whether a list or map has nulls in it, which Go reads as zero values.</summary>
    public bool HasNullElements { get; private set; }

    /// <summary>The document's <c>apiVersion</c>.</summary>
    public string? ApiVersion { get; private set; }

    /// <summary>The document's <c>kind</c>.</summary>
    public string? Kind { get; private set; }

    /// <summary>Unknown and duplicate fields, in the order of the document.</summary>
    public readonly IReadOnlyList<string> Problems => problems ?? (IReadOnlyList<string>)[];

    /// <summary>Reads the whole document.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Run(TypeSchema schema)
    {
        try
        {
            reader.Read();
            Value(schema, null);
            while (reader.Read())
            {
                // Only white space may follow; the reader throws at anything else.
            }
        }
        finally
        {
            ArrayPool<Frame>.Shared.Return(path, clearArray: true);
        }
    }

    private void Value(TypeSchema schema, TypeSchema? owner)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        var fits = schema.Kind switch
        {
            SchemaKind.Any => true,
            SchemaKind.Struct or SchemaKind.Map => reader.TokenType == JsonTokenType.StartObject,
            SchemaKind.List => reader.TokenType == JsonTokenType.StartArray,
            SchemaKind.String or SchemaKind.Bytes => reader.TokenType == JsonTokenType.String,
            SchemaKind.Boolean => reader.TokenType is JsonTokenType.True or JsonTokenType.False,
            SchemaKind.Int32 => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _),
            SchemaKind.Int64 => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _),
            _ => true,
        };

        if (!fits)
        {
            Mismatch(schema, owner);
            return;
        }

        switch (schema.Kind)
        {
            case SchemaKind.Struct:
                Struct(schema);
                break;
            case SchemaKind.Map:
                Map(schema.Element!, owner);
                break;
            case SchemaKind.List:
                List(schema.Element!, owner);
                break;
            case SchemaKind.Any:
                reader.Skip();
                break;
            default:
                TypeError ??= ScalarError(schema.Kind);
                reader.Skip();
                break;
        }
    }

    private void Struct(TypeSchema schema)
    {
        UInt128 seen = 0;
        Span<char> buffer = stackalloc char[MaxName];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var raw = reader.HasValueSequence ? (int)reader.ValueSequence.Length : reader.ValueSpan.Length;
            var field = raw <= MaxName ? schema.Field(buffer[..reader.CopyString(buffer)]) : null;
            if (field is null)
            {
                Report("unknown", reader.GetString()!);
                reader.Read();
                reader.Skip();
                continue;
            }

            var bit = UInt128.One << field.Index;
            if ((seen & bit) != 0)
            {
                Report("duplicate", field.Name);
            }

            seen |= bit;
            reader.Read();
            if (depth == 0)
            {
                Note(field);
            }

            path[depth++] = new Frame(field.Name, -1, IsField: true);
            Value(field.Type, schema);
            depth--;
        }
    }

    private void Map(TypeSchema element, TypeSchema? owner)
    {
        HashSet<string>? seen = null;
        string? first = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (first is null)
            {
                first = key;
            }
            else if (!(seen ??= [first]).Add(key))
            {
                Report("duplicate", key);
            }

            reader.Read();
            HasNullElements |= reader.TokenType == JsonTokenType.Null;
            path[depth++] = new Frame(key, -1, IsField: false);
            Value(element, owner);
            depth--;
        }
    }

    private void List(TypeSchema element, TypeSchema? owner)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            HasNullElements |= reader.TokenType == JsonTokenType.Null;
            path[depth++] = new Frame(null, index, IsField: false);
            Value(element, owner);
            depth--;
        }
    }

    private void Note(FieldSchema field)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            switch (field.Name)
            {
                case "apiVersion":
                    ApiVersion = reader.GetString();
                    break;
                case "kind":
                    Kind = reader.GetString();
                    break;
            }
        }
    }

    private void Mismatch(TypeSchema schema, TypeSchema? owner)
    {
        var what = reader.TokenType switch
        {
            JsonTokenType.StartObject => "object",
            JsonTokenType.StartArray => "array",
            JsonTokenType.String => "string",
            JsonTokenType.Number when schema.Kind is SchemaKind.Int32 or SchemaKind.Int64 => "number " + Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.Number => "number",
            _ => "bool",
        };

        if (depth == 0)
        {
            HeadError = $"json: cannot unmarshal {what} into Go value of type struct {{ APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }}";
        }
        else if (depth == 1 && path[0].Name is "apiVersion" or "kind")
        {
            HeadError ??= $"json: cannot unmarshal {what} into Go struct field .{path[0].Name} of type string";
        }

        TypeError ??= $"json: cannot unmarshal {what} into Go {Place(owner)} of type {schema.GoName}";
        reader.Skip();
    }

    // Go names the innermost struct, then the path of field names alone: neither indexes nor map keys.
    private readonly string Place(TypeSchema? owner)
    {
        if (depth == 0)
        {
            return "value";
        }

        var names = new List<string>();
        for (var i = 0; i < depth; i++)
        {
            if (path[i].IsField)
            {
                names.Add(path[i].Name!);
            }
        }

        return $"struct field {owner?.Type.Name}.{string.Join('.', names)}";
    }

    private readonly string? ScalarError(SchemaKind kind) => kind switch
    {
        SchemaKind.Time or SchemaKind.MicroTime => TimeError(kind),
        SchemaKind.Bytes => Base64.IsValid(reader.ValueSpan) || Convert.TryFromBase64String(reader.GetString()!, new byte[reader.ValueSpan.Length], out _)
            ? null
            : "illegal base64 data at input byte " + FirstIllegal(reader.GetString()!),
        SchemaKind.Quantity => Quantities.IsWellFormed(reader.TokenType == JsonTokenType.String ? reader.GetString()! : Raw())
            ? null
            : Quantities.FormatError,
        SchemaKind.IntOrString when reader.TokenType == JsonTokenType.String => null,
        SchemaKind.IntOrString when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _) => null,
        SchemaKind.IntOrString => $"json: cannot unmarshal {JsonName()} into Go value of type int32",
        _ => null,
    };

    private readonly string? TimeError(SchemaKind kind)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return $"json: cannot unmarshal {JsonName()} into Go value of type string";
        }

        var text = reader.GetString()!;
        var layout = kind == SchemaKind.Time ? "2006-01-02T15:04:05Z07:00" : "2006-01-02T15:04:05.000000Z07:00";
        return !Rfc3339.TryParse(text, out _) ? Failure(text, "2006")
            : kind == SchemaKind.Time ? null
            : MicroTimeRest(text) is { } rest ? Failure(rest.Text, rest.Layout)
            : null;

        string Failure(string rest, string part) =>
            $"parsing time {GoText.Quote(text)} as {GoText.Quote(layout)}: cannot parse {GoText.Quote(rest)} as {GoText.Quote(part)}";
    }

    /// <summary>Where a well-formed time stops being one with six digits of a second; null when it is one.</summary>
    private static (string Text, string Layout)? MicroTimeRest(string text)
    {
        const string Fraction = ".000000";
        var second = "2006-01-02T15:04:05".Length;
        var end = second + Fraction.Length;
        return text.Length < end || text[second] != '.' || text.AsSpan(second + 1, Fraction.Length - 1).ContainsAnyExceptInRange('0', '9') ? (text[second..], Fraction)
            : text.Length == end || char.IsAsciiDigit(text[end]) ? (text[end..], "Z07:00")
            : null;
    }

    private readonly string JsonName() => reader.TokenType switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.String => "string",
        JsonTokenType.Number => "number " + Raw(),
        _ => "bool",
    };

    private readonly string Raw() => reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? "" : Encoding.UTF8.GetString(reader.ValueSpan);

    private static int FirstIllegal(string text)
    {
        var index = 0;
        while (index < text.Length && (char.IsAsciiLetterOrDigit(text[index]) || text[index] is '+' or '/'))
        {
            index++;
        }

        return index;
    }

    private void Report(string what, string name)
    {
        problems ??= [];
        if (problems.Count == MaxProblems)
        {
            return;
        }

        var where = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            _ = path[i].Name is { } step
                ? where.Append(where.Length == 0 ? "" : ".").Append(step)
                : where.Append('[').Append(path[i].Index).Append(']');
        }

        var text = $"{what} field {GoText.Quote(where.Length == 0 ? name : $"{where}.{name}")}";
        if (!problems.Contains(text))
        {
            problems.Add(text);
        }
    }

    private readonly record struct Frame(string? Name, int Index, bool IsField);
}
