using System.Text.RegularExpressions;

namespace JobFlows.Domain.Validation;

/// <summary>The formats of names. Each check returns Kubernetes' messages about what is wrong; none means the value is right.</summary>
public static partial class Names
{
    /// <summary>Bytes that a DNS label, a label's name and a label's value may have.</summary>
    public const int LabelMaxLength = 63;

    /// <summary>Bytes that a DNS subdomain may have.</summary>
    public const int SubdomainMaxLength = 253;

    private const string LabelFormat = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainFormat = LabelFormat + @"(\." + LabelFormat + ")*";
    private const string UnderscoreLabelFormat = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
    private const string UnderscoreSubdomainFormat = UnderscoreLabelFormat + @"(\." + UnderscoreLabelFormat + ")*";
    private const string OldLabelFormat = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string LabelKeyFormat = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string LabelValueFormat = "(" + LabelKeyFormat + ")?";
    private const string ConfigKeyFormat = "[-._a-zA-Z0-9]+";
    private const string HeaderFormat = "[-A-Za-z0-9]+";
    private const string PathFormat = @"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+";

    private const string LabelKeyMessage =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    /// <summary>A DNS label: <c>my-name</c>.</summary>
    public static IEnumerable<string> Dns1123Label(string value)
    {
        if (value.Length > LabelMaxLength)
        {
            yield return MaxLength(LabelMaxLength);
        }

        if (!LabelPattern().IsMatch(value))
        {
            yield return SubdomainPattern().IsMatch(value)
                ? "must not contain dots"
                : Mismatch(
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
                    LabelFormat,
                    "my-name",
                    "123-abc");
        }
    }

    /// <summary>DNS labels with dots between them: <c>example.com</c>.</summary>
    public static IEnumerable<string> Dns1123Subdomain(string value) => Subdomain(value, "characters");

    private static IEnumerable<string> Subdomain(string value, string unit)
    {
        if (value.Length > SubdomainMaxLength)
        {
            yield return MaxLength(SubdomainMaxLength, unit);
        }

        if (!SubdomainPattern().IsMatch(value))
        {
            yield return Mismatch(
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
                SubdomainFormat,
                "example.com");
        }
    }

    /// <summary>A DNS subdomain in which underscores are allowed, as in search paths.</summary>
    public static IEnumerable<string> Dns1123SubdomainWithUnderscore(string value)
    {
        if (value.Length > SubdomainMaxLength)
        {
            yield return MaxLength(SubdomainMaxLength);
        }

        if (!UnderscoreSubdomainPattern().IsMatch(value))
        {
            yield return Mismatch(
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
                UnderscoreSubdomainFormat,
                "example.com");
        }
    }

    /// <summary>An old-style DNS label, which starts with a letter.</summary>
    public static IEnumerable<string> Dns1035Label(string value)
    {
        if (value.Length > LabelMaxLength)
        {
            yield return MaxLength(LabelMaxLength);
        }

        if (!OldLabelPattern().IsMatch(value))
        {
            yield return Mismatch(
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
                OldLabelFormat,
                "my-name",
                "abc-123");
        }
    }

    /// <summary>A qualified name, the format of label keys: a name, or <c>example.com/name</c>.</summary>
    public static IEnumerable<string> QualifiedName(string value)
    {
        var parts = value.Split('/');
        if (parts.Length > 2)
        {
            return ["a valid label key " + Mismatch(LabelKeyMessage, LabelKeyFormat, "MyName", "my.name", "123-abc")
                + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"];
        }

        var prefix = parts.Length == 1 ? []
            : parts[0].Length == 0 ? ["must be non-empty"]
            : Subdomain(parts[0], "bytes");
        return prefix.Select(message => "prefix part " + message)
            .Concat(QualifiedNamePart(parts[^1]).Select(message => "name part " + message));
    }

    /// <summary>A label's value; may be empty.</summary>
    public static IEnumerable<string> LabelValue(string value)
    {
        if (value.Length > LabelMaxLength)
        {
            yield return MaxLength(LabelMaxLength, "bytes");
        }

        if (!LabelValuePattern().IsMatch(value))
        {
            yield return Mismatch(
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
                LabelValueFormat,
                "MyValue",
                "my_value",
                "12345");
        }
    }

    /// <summary>An environment variable's name: printable ASCII without <c>=</c> (upstream's relaxed rule).</summary>
    public static IEnumerable<string> EnvironmentVariable(string value)
    {
        if (value.Length == 0)
        {
            yield return "environment variable name must be non-empty";
        }

        if (value.Any(c => c is < ' ' or > '~' or '='))
        {
            yield return "a valid environment variable name must consist only of printable ASCII characters other than '='";
        }
    }

    /// <summary>A key in a ConfigMap or Secret.</summary>
    public static IEnumerable<string> ConfigKey(string value)
    {
        if (value.Length > SubdomainMaxLength)
        {
            yield return MaxLength(SubdomainMaxLength);
        }

        if (!ConfigKeyPattern().IsMatch(value))
        {
            yield return Mismatch(
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", ConfigKeyFormat, "key.name", "KEY_NAME", "key-name");
        }

        if (value is "." or "..")
        {
            yield return $"must not be '{value}'";
        }
        else if (value.StartsWith("..", StringComparison.Ordinal))
        {
            yield return "must not start with '..'";
        }
    }

    /// <summary>A port's name (RFC 6335).</summary>
    public static IEnumerable<string> PortName(string value)
    {
        if (value.Length > 15)
        {
            yield return MaxLength(15);
        }

        if (value.Length == 0 || value.Any(c => c != '-' && !char.IsAsciiDigit(c) && !char.IsAsciiLetterLower(c)))
        {
            yield return "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
        }

        if (!value.Any(char.IsAsciiLetterLower))
        {
            yield return "must contain at least one letter (a-z)";
        }

        if (value.Contains("--", StringComparison.Ordinal))
        {
            yield return "must not contain consecutive hyphens";
        }

        if (value.StartsWith('-') || value.EndsWith('-'))
        {
            yield return "must not begin or end with a hyphen";
        }
    }

    /// <summary>An HTTP header's name.</summary>
    public static IEnumerable<string> HttpHeader(string value) => HeaderPattern().IsMatch(value)
        ? []
        : [Mismatch("a valid HTTP header must consist of alphanumeric characters or '-'", HeaderFormat, "X-Header-Name")];

    /// <summary>A number within bounds.</summary>
    public static IEnumerable<string> InRange(long value, long least, long most) =>
        value >= least && value <= most ? [] : [$"must be between {least} and {most}, inclusive"];

    /// <summary>A port number.</summary>
    public static IEnumerable<string> PortNumber(long value) => InRange(value, 1, 65535);

    /// <summary>A user or group id.</summary>
    public static IEnumerable<string> UserOrGroupId(long value) => InRange(value, 0, int.MaxValue);

    // Upstream's newer checks, of label keys and values, say bytes; its older ones say characters.
    private static string MaxLength(int length, string unit = "characters") => $"must be no more than {length} {unit}";

    /// <summary>A domain-prefixed path such as <c>acme.io/foo</c>: its errors are about parts of the value.</summary>
    internal static void DomainPrefixedPath(FieldPath path, string value, FieldErrors errors)
    {
        if (value.Length == 0)
        {
            errors.Required(path);
            return;
        }

        var parts = value.Split('/', 2);
        if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
        {
            errors.Invalid(path, value, "must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }

        errors.InvalidEach(path, parts[0], Dns1123Subdomain(parts[0]));
        if (!HttpPathPattern().IsMatch(parts[1]))
        {
            errors.Invalid(path, parts[1], Mismatch("Invalid path", PathFormat));
        }
    }

    /// <summary>The message about a value that does not match a pattern.</summary>
    private static string Mismatch(string message, string format, params string[] examples) => examples.Length == 0
        ? $"{message} (regex used for validation is '{format}')"
        : $"{message} (e.g. {string.Join(" or ", examples.Select(example => $"'{example}', "))}regex used for validation is '{format}')";

    private static IEnumerable<string> QualifiedNamePart(string name)
    {
        if (name.Length == 0)
        {
            yield return "must be non-empty";
        }
        else if (name.Length > LabelMaxLength)
        {
            yield return MaxLength(LabelMaxLength, "bytes");
        }

        if (!LabelKeyPattern().IsMatch(name))
        {
            yield return Mismatch(LabelKeyMessage, LabelKeyFormat, "MyName", "my.name", "123-abc");
        }
    }

    [GeneratedRegex("^" + LabelFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern();

    [GeneratedRegex("^" + SubdomainFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex("^" + UnderscoreSubdomainFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex UnderscoreSubdomainPattern();

    [GeneratedRegex("^" + OldLabelFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex OldLabelPattern();

    [GeneratedRegex("^" + LabelKeyFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelKeyPattern();

    [GeneratedRegex("^" + LabelValueFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelValuePattern();

    [GeneratedRegex("^" + ConfigKeyFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex ConfigKeyPattern();

    [GeneratedRegex("^" + HeaderFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderPattern();

    [GeneratedRegex("^" + PathFormat + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex HttpPathPattern();
}
