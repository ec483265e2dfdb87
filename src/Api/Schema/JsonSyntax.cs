using System.Text;

namespace JobFlows.Api.Schema;

/// <summary>Finds where a broken JSON document breaks, and says so in the words of Go's scanner. Used only once a document has failed.</summary>
internal ref struct JsonSyntax
{
    private readonly ReadOnlySpan<byte> text;
    private int at;

    private JsonSyntax(ReadOnlySpan<byte> text) => this.text = text;

    /// <summary>The first error, such as <c>invalid character '}' looking for beginning of object key string</c>.</summary>
    public static string Describe(ReadOnlySpan<byte> json)
    {
        var scan = new JsonSyntax(json);
        var error = scan.Value(0);
        if (error is null)
        {
            scan.Space();
            error = scan.at < json.Length ? scan.Unexpected("after top-level value") : "invalid UTF-8 in JSON input";
        }

        return error;
    }

    private string? Value(int depth)
    {
        Space();
        if (at >= text.Length)
        {
            return End;
        }

        if (depth > SchemaScan.MaxDepth)
        {
            return "exceeded max depth";
        }

        return text[at] switch
        {
            (byte)'{' => Object(depth),
            (byte)'[' => Array(depth),
            (byte)'"' => String(),
            (byte)'t' => Literal("true"),
            (byte)'f' => Literal("false"),
            (byte)'n' => Literal("null"),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Number(),
            _ => Unexpected("looking for beginning of value"),
        };
    }

    private string? Object(int depth)
    {
        at++;
        for (var first = true; ; first = false)
        {
            Space();
            if (at >= text.Length)
            {
                return End;
            }

            if (first && text[at] == '}')
            {
                at++;
                return null;
            }

            if (text[at] != '"')
            {
                return Unexpected("looking for beginning of object key string");
            }

            if ((String() ?? Expect((byte)':', "after object key") ?? Value(depth + 1)) is { } error)
            {
                return error;
            }

            Space();
            if (at < text.Length && text[at] == '}')
            {
                at++;
                return null;
            }

            if (Expect((byte)',', "after object key:value pair") is { } missing)
            {
                return missing;
            }
        }
    }

    private string? Array(int depth)
    {
        at++;
        Space();
        if (at < text.Length && text[at] == ']')
        {
            at++;
            return null;
        }

        while (true)
        {
            if (Value(depth + 1) is { } error)
            {
                return error;
            }

            Space();
            if (at < text.Length && text[at] == ']')
            {
                at++;
                return null;
            }

            if (Expect((byte)',', "after array element") is { } missing)
            {
                return missing;
            }
        }
    }

    private string? String()
    {
        for (at++; at < text.Length; at++)
        {
            switch (text[at])
            {
                case (byte)'"':
                    at++;
                    return null;
                case < 0x20:
                    return Unexpected("in string literal");
                case (byte)'\\':
                    at++;
                    if (at < text.Length && text[at] == 'u')
                    {
                        for (var digit = 0; digit < 4; digit++)
                        {
                            at++;
                            if (at < text.Length && !char.IsAsciiHexDigit((char)text[at]))
                            {
                                return Unexpected("in \\u hexadecimal character escape");
                            }
                        }
                    }
                    else if (at < text.Length && !"\"\\/bfnrt".Contains((char)text[at]))
                    {
                        return Unexpected("in string escape code");
                    }

                    break;
            }
        }

        return End;
    }

    private string? Number()
    {
        at += text[at] == '-' ? 1 : 0;
        var leadingZero = at < text.Length && text[at] == '0';
        if ((leadingZero ? Skip() : Digits("in numeric literal")) is { } error)
        {
            return error;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (Digits("after decimal point in numeric literal") is { } fraction)
            {
                return fraction;
            }
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at += at < text.Length && text[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            return Digits("in exponent of numeric literal");
        }

        return null;
    }

    private string? Skip()
    {
        at++;
        return null;
    }

    private string? Digits(string where)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            at++;
        }

        return at > start ? null : Unexpected(where);
    }

    private string? Literal(string word)
    {
        for (var i = 0; i < word.Length; i++, at++)
        {
            if (at >= text.Length || text[at] != word[i])
            {
                return Unexpected($"in literal {word} (expecting {GoText.QuoteByte((byte)word[i])})");
            }
        }

        return null;
    }

    private string? Expect(byte wanted, string where)
    {
        Space();
        if (at < text.Length && text[at] == wanted)
        {
            at++;
            return null;
        }

        return Unexpected(where);
    }

    private void Space()
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }
    }

    private static string End => "unexpected end of JSON input";

    private readonly string Unexpected(string where)
    {
        if (at >= text.Length)
        {
            return End;
        }

        // Go prints the first byte as if it were Latin-1; the rune reads better.
        var rune = text[at] < 0x80 ? GoText.QuoteByte(text[at])
            : Rune.DecodeFromUtf8(text[at..], out var decoded, out _) == System.Buffers.OperationStatus.Done ? $"'{decoded}'"
            : $@"'\x{text[at]:x2}'";
        return $"invalid character {rune} {where}";
    }
}
