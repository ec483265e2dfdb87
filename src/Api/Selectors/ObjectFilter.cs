using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Selectors;

/// <summary>What a list or watch selects: labels and fields.</summary>
internal sealed class ObjectFilter(LabelQuery labels, IReadOnlyList<FieldTerm> fields)
{
    public static ObjectFilter None { get; } = new(new LabelQuery([]), []);

    /// <summary>Whether everything matches.</summary>
    public bool IsEmpty { get; } = labels.Requirements.Count == 0 && fields.Count == 0;

    /// <summary>The one name that can match, when the selector says so.</summary>
    public string? Name { get; } = Exactly(fields, "metadata.name");

    /// <summary>The one namespace that can match, when the selector says so.</summary>
    public string? Namespace { get; } = Exactly(fields, "metadata.namespace");

    /// <summary>Whether an object is selected.</summary>
    public bool Matches(StoredObject stored)
    {
        if ((Name is not null && Name != stored.Key.Name) || (Namespace is not null && Namespace != stored.Key.Namespace))
        {
            return false;
        }

        foreach (var term in fields)
        {
            if ((term.Field.Read(stored.Json.Span) == term.Value) != term.Equal)
            {
                return false;
            }
        }

        return labels.Matches(stored.Json.Span);
    }

    private static string? Exactly(IReadOnlyList<FieldTerm> fields, string label) =>
        fields.FirstOrDefault(f => f.Equal && f.Field.Label == label)?.Value;
}
