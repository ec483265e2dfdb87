using System.Text;

namespace JobFlows.Api.Selectors;

/// <summary>A field that objects of a kind can be selected by.</summary>
internal sealed class SelectableField
{
    /// <param name="label">The name in selectors.</param>
    /// <param name="path">Where it is in the JSON, when that differs.</param>
    /// <param name="absent">What an absent value counts as.</param>
    public SelectableField(string label, string? path = null, string absent = "")
    {
        Label = label;
        Absent = absent;
        Path = [.. (path ?? label).Split('.').Select(Encoding.UTF8.GetBytes)];
    }

    public string Label { get; }

    private byte[][] Path { get; }

    private string Absent { get; }

    /// <summary>The field's value in an object.</summary>
    public string Read(ReadOnlySpan<byte> json) => JsonPeek.Text(json, Path) ?? Absent;
}
