using System.Text.Json;

namespace JobFlows.Api.Tables;

/// <summary>What a table shows in one place: text or a whole number.</summary>
internal readonly struct Cell
{
    private readonly string? text;
    private readonly long number;

    private Cell(string? text, long number) => (this.text, this.number) = (text, number);

    public static implicit operator Cell(string? text) => new(text ?? "", 0);

    public static implicit operator Cell(long number) => new(null, number);

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (text is null)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }
}
