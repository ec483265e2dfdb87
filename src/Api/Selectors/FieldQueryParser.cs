using System.Text;
using JobFlows.Api.Errors;
using JobFlows.Api.Kinds;

namespace JobFlows.Api.Selectors;

/// <summary>Reads field selectors: <c>a=b,c!=d</c>, with <c>\</c> before a literal comma, equals sign or backslash.</summary>
internal static class FieldQueryParser
{
    /// <summary>Parses; the error is Kubernetes' 400.</summary>
    public static Result<List<FieldTerm>> Parse(string text, Kind kind)
    {
        var terms = new List<FieldTerm>();
        foreach (var part in Split(text))
        {
            if (part.Length == 0)
            {
                continue;
            }

            if (!TryCut(part, out var label, out var equal, out var raw))
            {
                return ApiErrors.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            }

            if (!TryUnescape(raw, out var value))
            {
                return ApiErrors.BadRequest($"invalid field selector: invalid escape sequence: {raw}");
            }

            if (kind.FindField(label) is not { } field)
            {
                return ApiErrors.BadRequest(kind.UnknownField(label));
            }

            terms.Add(new FieldTerm(field, value, equal));
        }

        return terms;
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static bool TryCut(string part, out string label, out bool equal, out string value)
    {
        for (var i = 0; i < part.Length; i++)
        {
            foreach (var sign in (ReadOnlySpan<string>)["!=", "==", "="])
            {
                if (string.CompareOrdinal(part, i, sign, 0, sign.Length) == 0)
                {
                    (label, equal, value) = (part[..i], sign != "!=", part[(i + sign.Length)..]);
                    return true;
                }
            }
        }

        (label, equal, value) = ("", false, "");
        return false;
    }

    private static bool TryUnescape(string raw, out string value)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && (++i == raw.Length || raw[i] is not ('\\' or ',' or '=')))
            {
                value = "";
                return false;
            }

            text.Append(raw[i]);
        }

        value = text.ToString();
        return true;
    }
}
