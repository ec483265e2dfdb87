using System.Text.Json;
using JobFlows.Api.Authentication;
using JobFlows.Api.Errors;
using JobFlows.Api.Schema;
using JobFlows.Api.Selectors;
using JobFlows.Api.Tables;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Kinds;

/// <summary>A kind as it is declared: everything that routing, discovery, tables, selectors and writes need to know of it.</summary>
internal abstract class Kind(ResourceType type, Type objectType)
{
    private static readonly SelectableField[] MetadataFields = [new("metadata.name"), new("metadata.namespace")];

    /// <summary>Where it is served.</summary>
    public ResourceType Type { get; } = type;

    /// <summary>The C# type of its objects.</summary>
    public Type ObjectType { get; } = objectType;

    /// <summary>What request bodies decode to.</summary>
    public DecodeTarget Target { get; } = DecodeTarget.For(type, objectType);

    /// <summary>The kind that its objects are stored as: itself, unless it is another view of the same objects.</summary>
    public virtual Kind Storage => this;

    /// <summary>The rules for writing its objects, in the form they are stored in; null for kinds that are not stored.</summary>
    public IObjectStrategy? Strategy { get; protected init; }

    public string Singular => Type.Kind.ToLowerInvariant();

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Verbs { get; init; } = Kinds.Verbs.All;

    /// <summary>Whether <c>/status</c> is served.</summary>
    public bool HasStatus { get; init; }

    public IReadOnlyList<Subresource> Subresources { get; init; } = [];

    /// <summary>Fields that lists and watches can select by, besides name and namespace.</summary>
    public IReadOnlyList<SelectableField> Fields { get; init; } = [];

    /// <summary>What a delete that names no propagation policy means.</summary>
    public string DefaultPropagation { get; init; } = "Background";

    /// <summary>A warning for deletes that name no propagation policy.</summary>
    public string? UnsetPropagationWarning { get; init; }

    /// <summary>Whether a delete answers the object even when it is gone at once, instead of a Status.</summary>
    public bool ReturnsDeleted { get; init; }

    /// <summary>The 400 message for a field that can't be selected by.</summary>
    public Func<string, string> UnknownField { get; init; } =
        label => $"\"{label}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The object as JSON in this kind's version; the stored bytes themselves unless this is a view.</summary>
    public virtual StoredObject View(StoredObject stored) => stored;

    /// <summary>The object, with its <c>resourceVersion</c>.</summary>
    public abstract KubeObject Read(StoredObject stored);

    /// <summary>This kind's object as the storage kind's.</summary>
    public virtual KubeObject ToStorage(KubeObject served) => served;

    /// <summary>Writes an object's table cells.</summary>
    public abstract void WriteCells(Utf8JsonWriter writer, StoredObject stored, DateTimeOffset now);

    /// <summary>Whether its objects are questions, answered and not stored.</summary>
    public virtual bool IsReview => false;

    /// <summary>Answers a review; null for kinds that are stored.</summary>
    public virtual Result<KubeObject>? Review(KubeObject posted, Caller caller) => null;

    /// <summary>A selectable field by its label; null when there is none.</summary>
    public SelectableField? FindField(string label) => MetadataFields.Concat(Fields).FirstOrDefault(f => f.Label == label);
}
