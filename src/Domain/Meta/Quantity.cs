using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Meta;

/// <summary>A resource amount such as <c>500m</c>, <c>1536Mi</c> or <c>2e3</c> (apimachinery <c>resource.Quantity</c>), kept in canonical form.</summary>
/// <remarks>Equality and order go by amount: <c>1Ki</c> equals <c>1024</c>. The smallest step is a nano; finer amounts are rounded away from zero.</remarks>
[JsonConverter(typeof(QuantityConverter))]
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>Reads <paramref name="text"/> and keeps its canonical form.</summary>
    /// <exception cref="JsonException">It is not a quantity; the message is Kubernetes' own.</exception>
    public Quantity(string text) => Text = QuantityFormat.Canonicalize(text);

    /// <summary>The amount in canonical form: <c>1000m</c> is kept as <c>1</c>, <c>0.5</c> as <c>500m</c>, <c>1024Ki</c> as <c>1Mi</c>.</summary>
    public string Text { get => field ?? "0"; }

    /// <summary>The amount as a number; amounts past the range of a decimal are cut to it.</summary>
    public decimal Value
    {
        get
        {
            var nanos = Nanos;
            var whole = BigInteger.DivRem(nanos, QuantityFormat.NanosPerUnit, out var rest);
            return whole >= (BigInteger)decimal.MaxValue ? decimal.MaxValue
                : whole <= (BigInteger)decimal.MinValue ? decimal.MinValue
                : (decimal)whole + ((decimal)rest / 1_000_000_000m);
        }
    }

    /// <summary>Whether the amount is a whole number.</summary>
    public bool IsInteger => (Nanos % QuantityFormat.NanosPerUnit).IsZero;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Nanos.Sign;

    private BigInteger Nanos => QuantityFormat.Parse(Text).Nanos;

    /// <summary>Reads <paramref name="text"/>; false when it is not a quantity.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        if (text is null || QuantityFormat.TryCanonicalize(text, out var canonical) is not null)
        {
            return false;
        }

        quantity = new Quantity(canonical!);
        return true;
    }

    /// <summary>The amount rounded away from zero to a thousandth, which is as fine as the API keeps resource lists.</summary>
    public Quantity RoundUpToMilli()
    {
        var parsed = QuantityFormat.Parse(Text);
        var step = QuantityFormat.NanosPerUnit / 1000;
        var millis = BigInteger.DivRem(parsed.Nanos, step, out var rest);
        return rest.IsZero ? this : new Quantity(QuantityFormat.Write(parsed with { Nanos = (millis + rest.Sign) * step }));
    }

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => string.Equals(Text, other.Text, StringComparison.Ordinal) ? 0 : Nanos.CompareTo(other.Nanos);

    /// <inheritdoc/>
    public bool Equals(Quantity other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => Nanos.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether the left amount is the smaller one.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is the larger one.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is at most the right one.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is at least the right one.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;
}
