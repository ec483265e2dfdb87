using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Meta;

/// <summary>A resource amount such as <c>500m</c>, <c>1.5Gi</c> or <c>2e3</c> (apimachinery <c>resource.Quantity</c>).</summary>
[JsonConverter(typeof(QuantityConverter))]
public readonly record struct Quantity
{
    /// <summary>Keeps the text as it is.</summary>
    public Quantity(string text) => Text = text;

    /// <summary>The amount as written.</summary>
    public string Text { get => field ?? "0"; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
