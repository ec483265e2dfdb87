using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema;

/// <summary>A field of an API type: its JSON name, its type, and how it merges.</summary>
internal sealed class FieldSchema
{
    /// <summary>Reads a property and its attributes.</summary>
    /// <param name="property">The C# property.</param>
    /// <param name="index">Its place among the fields of its type.</param>
    public FieldSchema(PropertyInfo property, int index)
    {
        Property = property;
        Index = index;
        Name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Required = property.GetCustomAttribute<RequiredAttribute>() is not null;
        Default = property.GetCustomAttribute<DefaultValueAttribute>()?.Value;
        Type = property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType == typeof(MicroTimeConverter)
            ? TypeSchema.MicroTime
            : TypeSchema.Of(property.PropertyType);

        var patch = property.GetCustomAttribute<PatchMergeAttribute>();
        PatchMerges = patch is not null;
        PatchMergeKey = patch?.Key;
        PatchRetainsKeys = patch is { RetainKeys: true } || property.GetCustomAttribute<PatchRetainKeysAttribute>() is not null;

        ListKeys = property.GetCustomAttribute<ListMapAttribute>()?.Keys ?? [];
        ListMerge = ListKeys.Count > 0 ? ListMerge.Map
            : property.GetCustomAttribute<ListSetAttribute>() is not null ? ListMerge.Set
            : ListMerge.Atomic;
        Atomic = property.GetCustomAttribute<AtomicValueAttribute>() is not null
            || Type.Atomic
            || (Type.Kind == SchemaKind.List && ListMerge == ListMerge.Atomic);
    }

    /// <summary>The C# property.</summary>
    public PropertyInfo Property { get; }

    /// <summary>The place among the fields of the type.</summary>
    public int Index { get; }

    /// <summary>The JSON name.</summary>
    public string Name { get; }

    /// <summary>The value's type.</summary>
    public TypeSchema Type { get; }

    /// <summary>Whether the schema demands it. (Validation has its own, finer rules.)</summary>
    public bool Required { get; }

    /// <summary>The schema's default, or null.</summary>
    public object? Default { get; }

    /// <summary>Whether a strategic merge patch merges the list.</summary>
    public bool PatchMerges { get; }

    /// <summary>The field by which a strategic merge patch tells the list's items apart; null for scalars.</summary>
    public string? PatchMergeKey { get; }

    /// <summary>Whether a strategic merge patch drops what <c>$retainKeys</c> leaves out.</summary>
    public bool PatchRetainsKeys { get; }

    /// <summary>How server-side apply sees the list.</summary>
    public ListMerge ListMerge { get; }

    /// <summary>The key fields when <see cref="ListMerge"/> is <see cref="ListMerge.Map"/>.</summary>
    public IReadOnlyList<string> ListKeys { get; }

    /// <summary>Whether server-side apply owns the value as a whole.</summary>
    public bool Atomic { get; }
}
