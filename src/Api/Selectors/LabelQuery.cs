using System.Text.Json;

namespace JobFlows.Api.Selectors;

/// <summary>A label selector from a query. All requirements must hold.</summary>
internal sealed class LabelQuery(IReadOnlyList<LabelRequirement> requirements)
{
    private static readonly byte[][] LabelsPath = ["metadata"u8.ToArray(), "labels"u8.ToArray()];

    public IReadOnlyList<LabelRequirement> Requirements { get; } = requirements;

    /// <summary>Whether an object matches, by a look at its labels only.</summary>
    public bool Matches(ReadOnlySpan<byte> json)
    {
        if (Requirements.Count == 0)
        {
            return true;
        }

        Span<bool> met = Requirements.Count <= 64 ? stackalloc bool[Requirements.Count] : new bool[Requirements.Count];
        for (var i = 0; i < Requirements.Count; i++)
        {
            met[i] = Requirements[i].Matches(null);
        }

        var reader = new Utf8JsonReader(json);
        if (JsonPeek.MoveTo(ref reader, LabelsPath) && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                MatchOne(ref reader, met);
            }
        }

        return !met.Contains(false);
    }

    private void MatchOne(ref Utf8JsonReader reader, scoped Span<bool> met)
    {
        var name = reader;
        reader.Read();
        string? value = null;
        for (var i = 0; i < Requirements.Count; i++)
        {
            if (name.ValueTextEquals(Requirements[i].KeyBytes))
            {
                value ??= reader.GetString();
                met[i] = Requirements[i].Matches(value);
            }
        }
    }
}
