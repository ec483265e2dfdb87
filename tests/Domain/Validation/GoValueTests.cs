using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Tests.Validation;

/// <summary>Go's <c>%q</c>.</summary>
public sealed class GoValueTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\a\b\f\n\r\t\v", "\"\\a\\b\\f\\n\\r\\t\\v\"")]
    [InlineData("\u0001\u007f", "\"\\x01\\x7f\"")]
    [InlineData("\u0080\u200b", "\"\\u0080\\u200b\"")]
    [InlineData("é漢", "\"é漢\"")]
    [InlineData("\U0001F600", "\"\U0001F600\"")]
    [InlineData("\U000E0001", "\"\\U000e0001\"")]
    public void Quote(string text, string quoted) => Assert.Equal(quoted, GoValue.Quote(text));

    [Fact]
    public void Render_ShowsFlagsAndNothingPlainly()
    {
        Assert.Equal(("true", "false"), (GoValue.Render(true), GoValue.Render(false)));
        Assert.Equal("null", GoValue.Render<string?>(null));
        Assert.Equal("7", GoValue.Render(7L));
    }
}
