using System.Text;
using JobFlows.Api.Kinds;
using JobFlows.Api.Selectors;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Tests.Selectors;

public sealed class FieldQueryParserTests
{
    private static readonly StoredObject Pod = new(
        new ObjectKey("pods", "default", "p,1"),
        "u",
        7,
        Encoding.UTF8.GetBytes("""{"metadata":{"name":"p,1","namespace":"default"},"spec":{"nodeName":"n"},"status":{"phase":"Running"}}"""));

    [Theory]
    [InlineData("", true)]
    [InlineData("status.phase=Running", true)]
    [InlineData("status.phase==Running,spec.nodeName=n", true)]
    [InlineData("status.phase!=Running", false)]
    [InlineData("status.phase!=Succeeded,status.phase!=Failed", true)]
    [InlineData("status.podIP=", true)]
    [InlineData("spec.hostNetwork=false", true)]
    [InlineData(@"metadata.name=p\,1", true)]
    [InlineData("metadata.namespace=other", false)]
    public void Matches_PodFields(string selector, bool matches)
    {
        Assert.True(FieldQueryParser.Parse(selector, PodKind.Declare()).Try(out var terms, out _));
        Assert.Equal(matches, new ObjectFilter(new LabelQuery([]), terms).Matches(Pod));
    }

    [Theory]
    [InlineData("status.x=1", "field label not supported: status.x")]
    [InlineData("status.phase", "invalid selector: 'status.phase'; can't understand 'status.phase'")]
    [InlineData(@"status.phase=\x", @"invalid field selector: invalid escape sequence: \x")]
    public void Parse_Mistake_IsBadRequest(string selector, string message)
    {
        Assert.False(FieldQueryParser.Parse(selector, PodKind.Declare()).Try(out _, out var error));
        Assert.Equal(message, error!.Message);
        Assert.Equal(400, error.Code);
    }

    [Fact]
    public void Parse_UnknownJobField_NamesTheType()
    {
        Assert.False(FieldQueryParser.Parse("status.active=1", JobKind.Declare()).Try(out _, out var error));
        Assert.Equal("field label \"status.active\" not supported for batchv1.Job", error!.Message);
    }
}
