using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Meta;

/// <summary>A value that is a number or a name, such as a port; written back in the form it came in.</summary>
[JsonConverter(typeof(IntOrStringConverter))]
public readonly record struct IntOrString
{
    /// <summary>A number.</summary>
    public IntOrString(int value) => Number = value;

    /// <summary>A string.</summary>
    public IntOrString(string value) => Text = value;

    /// <summary>The number, or null when it is a string.</summary>
    public int? Number { get; }

    /// <summary>The string, or null when it is a number.</summary>
    public string? Text { get; }

    /// <inheritdoc/>
    public override string ToString() => Text ?? (Number ?? 0).ToString();
}
