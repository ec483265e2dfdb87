using JobFlows.Api.Errors;

namespace JobFlows.Api.Selectors;

/// <summary>Reads label selectors: <c>a=b,c!=d,e in (f,g),h notin (i),j,!k,l&gt;1</c> (apimachinery <c>pkg/labels</c>).</summary>
internal sealed class LabelQueryParser
{
    private const string Operators = "in, notin, =, ==, !=, gt, lt";
    private readonly IReadOnlyList<LabelToken> tokens;
    private int position;

    private LabelQueryParser(string text) => tokens = LabelToken.Scan(text);

    private LabelToken Current => tokens[position];

    /// <summary>Parses; the error is Kubernetes' 400.</summary>
    public static Result<LabelQuery> Parse(string text)
    {
        try
        {
            return new LabelQuery(new LabelQueryParser(text).ParseAll());
        }
        catch (FormatException e)
        {
            return ApiErrors.BadRequest(e.Message);
        }
    }

    private List<LabelRequirement> ParseAll()
    {
        var requirements = new List<LabelRequirement>();
        while (true)
        {
            if (Current.Kind == LabelTokenKind.End)
            {
                return requirements;
            }

            if (!Current.StartsRequirement)
            {
                throw new FormatException($"found '{Current.Text}', expected: !, identifier, or 'end of string'");
            }

            requirements.Add(ParseRequirement());
            var next = Take();
            if (next.Kind == LabelTokenKind.End)
            {
                return requirements;
            }

            if (next.Kind != LabelTokenKind.Comma)
            {
                throw new FormatException($"found '{next.Text}', expected: ',' or 'end of string'");
            }

            if (!Current.StartsRequirement)
            {
                throw new FormatException($"found '{Current.Text}', expected: identifier after ','");
            }
        }
    }

    private LabelRequirement ParseRequirement()
    {
        try
        {
            return ParseOne();
        }
        catch (FormatException e)
        {
            throw new FormatException($"unable to parse requirement: {e.Message}", e);
        }
    }

    private LabelRequirement ParseOne()
    {
        var negated = Current.Kind == LabelTokenKind.Not;
        if (negated)
        {
            Take();
        }

        var key = Take();
        if (!key.IsIdentifier)
        {
            throw new FormatException($"found '{key.Text}', expected: identifier");
        }

        LabelSyntax.CheckKey(key.Text);
        if (negated)
        {
            return new LabelRequirement(key.Text, LabelOperator.DoesNotExist, []);
        }

        if (Current.Kind is LabelTokenKind.End or LabelTokenKind.Comma)
        {
            return new LabelRequirement(key.Text, LabelOperator.Exists, []);
        }

        var op = Take();
        var (kind, values) = op.Kind switch
        {
            LabelTokenKind.In => (LabelOperator.In, ParseSet()),
            LabelTokenKind.NotIn => (LabelOperator.NotIn, ParseSet()),
            LabelTokenKind.Equal => (LabelOperator.In, ParseExact()),
            LabelTokenKind.NotEqual => (LabelOperator.NotIn, ParseExact()),
            LabelTokenKind.Greater => (LabelOperator.GreaterThan, ParseExact()),
            LabelTokenKind.Less => (LabelOperator.LessThan, ParseExact()),
            _ => throw new FormatException($"found '{op.Text}', expected: {Operators}"),
        };
        LabelSyntax.CheckValues(key.Text, kind, values);
        return new LabelRequirement(key.Text, kind, values);
    }

    private List<string> ParseExact()
    {
        if (Current.Kind is LabelTokenKind.End or LabelTokenKind.Comma)
        {
            return [""];
        }

        var value = Take();
        return value.IsIdentifier ? [value.Text] : throw new FormatException($"found '{value.Text}', expected: identifier");
    }

    private List<string> ParseSet()
    {
        var open = Take();
        if (open.Kind != LabelTokenKind.Open)
        {
            throw new FormatException($"found '{open.Text}' expected: '('");
        }

        var values = new List<string>();
        var pending = true;
        while (true)
        {
            var token = Take();
            switch (token.Kind)
            {
                case LabelTokenKind.Close:
                    if (pending)
                    {
                        values.Add("");
                    }

                    return values;
                case LabelTokenKind.Comma:
                    if (pending)
                    {
                        values.Add("");
                    }

                    pending = true;
                    break;
                case var _ when token.IsIdentifier && pending:
                    values.Add(token.Text);
                    pending = false;
                    break;
                default:
                    throw new FormatException(pending
                        ? $"found '{token.Text}', expected: ',', or identifier"
                        : $"found '{token.Text}', expected: ',' or ')'");
            }
        }
    }

    private LabelToken Take()
    {
        var token = tokens[position];
        position = Math.Min(position + 1, tokens.Count - 1);
        return token;
    }
}
