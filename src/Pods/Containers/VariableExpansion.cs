using System.Text;

namespace JobFlows.Pods.Containers;

/// <summary>Kubernetes' <c>$(NAME)</c> references in commands, arguments and environment values.</summary>
internal static class VariableExpansion
{
    /// <summary>
    /// Replaces <c>$(NAME)</c> by its value; a name that is not set stays as written, <c>$$</c> gives one dollar sign, any other <c>$</c> is text.
    /// </summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
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
                var name = text[(i + 2)..end];
                result.Append(variables.TryGetValue(name, out var value) ? value : $"$({name})");
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
