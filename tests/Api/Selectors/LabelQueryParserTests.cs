using System.Text;
using JobFlows.Api.Selectors;

namespace JobFlows.Api.Tests.Selectors;

public sealed class LabelQueryParserTests
{
    private static readonly byte[] Labelled = Encoding.UTF8.GetBytes(
        """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","labels":{"app":"web","tier":"1","example.com/x":"","in":"yes"}},"spec":{}}""");

    private static readonly byte[] Bare = Encoding.UTF8.GetBytes("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"}}""");

    [Theory]
    [InlineData("", true, true)]
    [InlineData("app=web", true, false)]
    [InlineData("app==web", true, false)]
    [InlineData("app = web , tier=1", true, false)]
    [InlineData("app=db", false, false)]
    [InlineData("app!=db", true, true)]
    [InlineData("app!=web", false, true)]
    [InlineData("app in (db,web)", true, false)]
    [InlineData("app in (db, cache)", false, false)]
    [InlineData("app notin (db)", true, true)]
    [InlineData("app notin (web)", false, true)]
    [InlineData("app", true, false)]
    [InlineData("!app", false, true)]
    [InlineData("example.com/x=", true, false)]
    [InlineData("example.com/x", true, false)]
    [InlineData("example.com/x in ()", true, false)]
    [InlineData("example.com/x in (a,)", true, false)]
    [InlineData("tier>0", true, false)]
    [InlineData("tier > 1", false, false)]
    [InlineData("tier<2,app", true, false)]
    [InlineData("in in (yes)", true, false)]
    [InlineData("in=yes", true, false)]
    [InlineData("app=web,app!=web", false, false)]
    public void Matches_Selector_AsInKubernetes(string selector, bool labelled, bool bare)
    {
        Assert.True(LabelQueryParser.Parse(selector).Try(out var query, out _));
        Assert.Equal(labelled, query.Matches(Labelled));
        Assert.Equal(bare, query.Matches(Bare));
    }

    [Theory]
    [InlineData("a,", "found '', expected: identifier after ','")]
    [InlineData("=a", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("a in b", "unable to parse requirement: found 'b' expected: '('")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("a=b c", "found 'c', expected: ',' or 'end of string'")]
    [InlineData("!=a", "found '!=', expected: !, identifier, or 'end of string'")]
    [InlineData("a>b", "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer")]
    public void Parse_Malformed_TellsWhereLikeKubernetes(string selector, string message)
    {
        Assert.False(LabelQueryParser.Parse(selector).Try(out _, out var error));
        Assert.Equal(400, error!.Code);
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("a/b/c=d")]
    [InlineData("-a=b")]
    [InlineData("a=b!")]
    [InlineData("a=-b")]
    [InlineData("UP.example/x=b")]
    [InlineData("/x=b")]
    public void Parse_KeyOrValueThatNoLabelHas_IsRefused(string selector)
    {
        Assert.False(LabelQueryParser.Parse(selector).Try(out _, out var error));
        Assert.Equal("BadRequest", error!.Reason);
    }

    [Fact]
    public void Matches_EscapedLabelText_IsUnescapedFirst()
    {
        var json = Encoding.UTF8.GetBytes("{\"metadata\":{\"labels\":{\"\\u0061pp\":\"\\u0077eb\"}}}");
        Assert.True(LabelQueryParser.Parse("app=web").Try(out var query, out _));
        Assert.True(query.Matches(json));
    }
}
