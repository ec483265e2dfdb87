using System.Text.RegularExpressions;

namespace JobFlows.Api.Selectors;

/// <summary>What label keys and values may look like, with Kubernetes' complaints (apimachinery <c>validation.IsQualifiedName</c>).</summary>
internal static partial class LabelSyntax
{
    private const string NameForm = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private const string PrefixForm = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and "
        + "end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
        + @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string ValueForm = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end "
        + "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    /// <exception cref="FormatException">The key is malformed.</exception>
    public static void CheckKey(string key)
    {
        var complaints = KeyComplaints(key).ToList();
        if (complaints.Count > 0)
        {
            throw new FormatException($"<nil>: Invalid value: \"{key}\": {string.Join("; ", complaints)}");
        }
    }

    /// <exception cref="FormatException">A value is malformed.</exception>
    public static void CheckValues(string key, LabelOperator @operator, IReadOnlyList<string> values)
    {
        if (@operator is (LabelOperator.GreaterThan or LabelOperator.LessThan) && !long.TryParse(values[0], out _))
        {
            throw new FormatException($"values[0]: Invalid value: \"{values[0]}\": for 'Gt', 'Lt' operators, the value must be an integer");
        }

        for (var i = 0; i < values.Count; i++)
        {
            var complaint = values[i].Length > 63 ? "must be no more than 63 bytes"
                : values[i].Length > 0 && !Name().IsMatch(values[i]) ? ValueForm
                : null;
            if (complaint is not null)
            {
                throw new FormatException($"values[{i}][{key}]: Invalid value: \"{values[i]}\": {complaint}");
            }
        }
    }

    private static IEnumerable<string> KeyComplaints(string key)
    {
        var parts = key.Split('/');
        if (parts.Length > 2)
        {
            yield return "a qualified name " + NameForm + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            yield break;
        }

        if (parts.Length == 2)
        {
            if (parts[0].Length == 0)
            {
                yield return "prefix part must be non-empty";
            }
            else if (parts[0].Length > 253)
            {
                yield return "prefix part must be no more than 253 bytes";
            }
            else if (!Prefix().IsMatch(parts[0]))
            {
                yield return "prefix part " + PrefixForm;
            }
        }

        var name = parts[^1];
        if (name.Length == 0)
        {
            yield return "name part must be non-empty";
        }
        else if (name.Length > 63)
        {
            yield return "name part must be no more than 63 bytes";
        }

        if (!Name().IsMatch(name))
        {
            yield return "name part " + NameForm;
        }
    }

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix();
}
