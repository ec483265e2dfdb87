namespace JobFlows.Api.Selectors;

/// <summary>A word or sign of a label selector.</summary>
internal readonly record struct LabelToken(LabelTokenKind Kind, string Text)
{
    /// <summary>Whether it may stand as a key or value: <c>in</c> and <c>notin</c> may.</summary>
    public bool IsIdentifier => Kind is LabelTokenKind.Identifier or LabelTokenKind.In or LabelTokenKind.NotIn;

    /// <summary>Whether a requirement may begin with it.</summary>
    public bool StartsRequirement => IsIdentifier || Kind == LabelTokenKind.Not;

    /// <summary>Cuts a selector into tokens; the last one is <see cref="LabelTokenKind.End"/>.</summary>
    public static IReadOnlyList<LabelToken> Scan(string text)
    {
        var tokens = new List<LabelToken>();
        var i = 0;
        while (i < text.Length)
        {
            if (IsSpace(text[i]))
            {
                i++;
            }
            else if (IsSign(text[i]))
            {
                var token = Sign(text, i);
                tokens.Add(token);
                i += token.Text.Length;
            }
            else
            {
                var start = i;
                while (i < text.Length && !IsSpace(text[i]) && !IsSign(text[i]))
                {
                    i++;
                }

                tokens.Add(Word(text[start..i]));
            }
        }

        tokens.Add(new LabelToken(LabelTokenKind.End, ""));
        return tokens;
    }

    private static LabelToken Word(string text) => new(
        text switch
        {
            "in" => LabelTokenKind.In,
            "notin" => LabelTokenKind.NotIn,
            _ => LabelTokenKind.Identifier,
        },
        text);

    private static LabelToken Sign(string text, int at)
    {
        if (at + 1 < text.Length && text[at + 1] == '=' && text[at] is ('=' or '!'))
        {
            return new(text[at] == '=' ? LabelTokenKind.Equal : LabelTokenKind.NotEqual, text.Substring(at, 2));
        }

        var kind = text[at] switch
        {
            '=' => LabelTokenKind.Equal,
            '!' => LabelTokenKind.Not,
            '>' => LabelTokenKind.Greater,
            '<' => LabelTokenKind.Less,
            '(' => LabelTokenKind.Open,
            ')' => LabelTokenKind.Close,
            _ => LabelTokenKind.Comma,
        };
        return new(kind, text.Substring(at, 1));
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static bool IsSign(char c) => c is '=' or '!' or '(' or ')' or ',' or '>' or '<';
}
