using System.Globalization;
using System.Text;

namespace JobFlows.Api.Selectors;

/// <summary>One requirement of a label selector.</summary>
internal sealed class LabelRequirement(string key, LabelOperator @operator, IReadOnlyList<string> values)
{
    public string Key { get; } = key;

    public LabelOperator Operator { get; } = @operator;

    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>The key in UTF-8.</summary>
    public byte[] KeyBytes { get; } = Encoding.UTF8.GetBytes(key);

    /// <summary>Whether an object whose label has this value (null: has no such label) meets it.</summary>
    public bool Matches(string? value) => Operator switch
    {
        LabelOperator.Exists => value is not null,
        LabelOperator.DoesNotExist => value is null,
        LabelOperator.In => value is not null && Values.Contains(value),
        LabelOperator.NotIn => value is null || !Values.Contains(value),
        LabelOperator.GreaterThan => Compare(value) > 0,
        LabelOperator.LessThan => Compare(value) < 0,
        _ => false,
    };

    private int Compare(string? value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var actual)
        && long.TryParse(Values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wanted)
            ? actual.CompareTo(wanted)
            : 0;
}
