using System.Text;

namespace JobFlows.Pods.Containers;

/// <summary>Kubernetes' <c>$(NAME)</c> references in commands, arguments and environment values.</summary>
internal static class VariableExpansion
{
    /// <summary>
    /// Replaces <c>$(NAME)</c> by its value; a name that is not set stays as written, <c>$$</c> gives one dollar sign, any other <c>$</c> is text.
    /// </summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables) =>
        Expand(text, name => variables.TryGetValue(name, out var value) ? value : $"$({name})");

    /// <summary>The names that the text refers to and that have no value, sorted.</summary>
    public static IReadOnlyCollection<string> Missing(string text, IReadOnlyDictionary<string, string> variables)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        _ = Expand(text, name =>
        {
            if (!variables.TryGetValue(name, out var value) || value.Length == 0)
            {
                missing.Add(name);
            }

            return string.Empty;
        });
        return missing;
    }

    private static string Expand(string text, Func<string, string> valueOf)
    {
        if (!text.Contains('$'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
            }
            else if (text[i + 1] == '(' && text.IndexOf(')', i + 2) is var end && end >= 0)
            {
                result.Append(valueOf(text[(i + 2)..end]));
                i = end;
            }
            else
            {
                result.Append('$').Append(text[i + 1] == '$' ? "" : text[i + 1]);
                i++;
            }
        }

        return result.ToString();
    }
}
