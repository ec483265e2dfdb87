using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema;

/// <summary>The schema of an API type, read from the C# type once and kept.</summary>
internal sealed class TypeSchema
{
    /// <summary>A MicroTime, which C# writes as a <see cref="DateTimeOffset"/> with another converter.</summary>
    public static readonly TypeSchema MicroTime = new(typeof(DateTimeOffset), SchemaKind.MicroTime, "v1.MicroTime");

    private static readonly ConcurrentDictionary<Type, TypeSchema> Known = new();

    private readonly Lazy<FieldSchema[]> fields;
    private readonly Lazy<FrozenDictionary<string, FieldSchema>> byName;

    private TypeSchema(Type type, SchemaKind kind, string goName, TypeSchema? element = null)
    {
        Type = type;
        Kind = kind;
        GoName = goName;
        Element = element;
        Atomic = kind == SchemaKind.Any || type.GetCustomAttribute<AtomicValueAttribute>() is not null;
        fields = new(() => kind == SchemaKind.Struct ? ReadFields(type) : []);
        byName = new(() => fields.Value.ToFrozenDictionary(field => field.Name));
    }

    /// <summary>The C# type, without its nullability.</summary>
    public Type Type { get; }

    /// <summary>Its shape.</summary>
    public SchemaKind Kind { get; }

    /// <summary>The type's name in the messages of Go's JSON decoder.</summary>
    public string GoName { get; }

    /// <summary>The type of a list's items or a map's values.</summary>
    public TypeSchema? Element { get; }

    /// <summary>Whether server-side apply owns every value of the type as a whole.</summary>
    public bool Atomic { get; }

    /// <summary>The fields of a struct, in the order in which they are written.</summary>
    public IReadOnlyList<FieldSchema> Fields => fields.Value;

    /// <summary>The schema of <paramref name="type"/>.</summary>
    /// <exception cref="NotSupportedException">It contains something that no API type has.</exception>
    public static TypeSchema Of(Type type) => Known.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, Read);

    /// <summary>The field of that JSON name (names are case-sensitive), or null.</summary>
    public FieldSchema? Field(ReadOnlySpan<char> name) =>
        byName.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var field) ? field : null;

    /// <inheritdoc/>
    public override string ToString() => GoName;

    private static TypeSchema Read(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = Of(type.GenericTypeArguments[0]);
            return new(type, SchemaKind.List, "[]" + item.GoName, item);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var value = Of(type.GenericTypeArguments[1]);
            return new(type, SchemaKind.Map, "map[string]" + value.GoName, value);
        }

        return type switch
        {
            _ when type == typeof(string) => new(type, SchemaKind.String, "string"),
            _ when type == typeof(int) => new(type, SchemaKind.Int32, "int32"),
            _ when type == typeof(long) => new(type, SchemaKind.Int64, "int64"),
            _ when type == typeof(bool) => new(type, SchemaKind.Boolean, "bool"),
            _ when type == typeof(byte[]) => new(type, SchemaKind.Bytes, "[]uint8"),
            _ when type == typeof(DateTimeOffset) => new(type, SchemaKind.Time, "v1.Time"),
            _ when type == typeof(Quantity) => new(type, SchemaKind.Quantity, "resource.Quantity"),
            _ when type == typeof(IntOrString) => new(type, SchemaKind.IntOrString, "intstr.IntOrString"),
            _ when type == typeof(JsonElement) => new(type, SchemaKind.Any, "v1.FieldsV1"),
            { IsClass: true, Namespace: { } space } when space.StartsWith("JobFlows.", StringComparison.Ordinal) =>
                new(type, SchemaKind.Struct, "v1." + type.Name),
            _ => throw new NotSupportedException($"{type} can't be part of an API type"),
        };
    }

    private static FieldSchema[] ReadFields(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        return [.. properties
            .OrderBy(property => property.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyOrderAttribute>()?.Order ?? 0)
            .Select((property, index) => new FieldSchema(property, index))];
    }
}
