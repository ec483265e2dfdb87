using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tables;

/// <summary>Label selectors as tables print them.</summary>
internal static class LabelSelectorText
{
    public static string Format(LabelSelector? selector)
    {
        if (selector is null)
        {
            return "<none>";
        }

        var labels = (selector.MatchLabels ?? new Dictionary<string, string>()).Select(l => (l.Key, Text: $"{l.Key}={l.Value}"));
        var expressions = (selector.MatchExpressions ?? []).Select(e => (Key: e.Key ?? "", Text: Expression(e)));
        var parts = labels.Concat(expressions).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Text);
        var text = string.Join(",", parts);
        return text.Length == 0 ? "<none>" : text;
    }

    private static string Expression(LabelSelectorRequirement e) => e.Operator switch
    {
        "In" => $"{e.Key} in ({Values(e)})",
        "NotIn" => $"{e.Key} notin ({Values(e)})",
        "DoesNotExist" => $"!{e.Key}",
        _ => e.Key ?? "",
    };

    private static string Values(LabelSelectorRequirement e) => string.Join(",", (e.Values ?? []).Order(StringComparer.Ordinal));
}
