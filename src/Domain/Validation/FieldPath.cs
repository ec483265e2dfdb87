using System.Text;

namespace JobFlows.Domain.Validation;

/// <summary>Where a field is in an object; texts are built only when an error needs them.</summary>
public sealed class FieldPath
{
    private readonly FieldPath? parent;
    private readonly string text;

    private FieldPath(FieldPath? parent, string text)
    {
        this.parent = parent;
        this.text = text;
    }

    /// <summary><c>metadata</c>.</summary>
    public static FieldPath Metadata { get; } = Root("metadata");

    /// <summary><c>spec</c>.</summary>
    public static FieldPath Spec { get; } = Root("spec");

    /// <summary><c>status</c>.</summary>
    public static FieldPath Status { get; } = Root("status");

    /// <summary>A field of the object itself; an empty name stands for the whole object.</summary>
    public static FieldPath Root(string name) => new(null, name);

    /// <summary>A field of this one: <c>spec.name</c>.</summary>
    public FieldPath Child(string name) => new(this, "." + name);

    /// <summary>A field some levels down.</summary>
    public FieldPath Child(string first, params ReadOnlySpan<string> rest)
    {
        var path = Child(first);
        foreach (var name in rest)
        {
            path = path.Child(name);
        }

        return path;
    }

    /// <summary>An item of this list: <c>containers[0]</c>.</summary>
    public FieldPath Index(int index) => new(this, $"[{index}]");

    /// <summary>An entry of this map: <c>labels[job-name]</c>.</summary>
    public FieldPath Key(string key) => new(this, $"[{key}]");

    /// <inheritdoc/>
    public override string ToString()
    {
        var builder = new StringBuilder();
        Write(builder);
        return builder.ToString();
    }

    private void Write(StringBuilder builder)
    {
        parent?.Write(builder);
        builder.Append(text);
    }
}
