using System.Text;
using JobFlows.Api.Schema;

namespace JobFlows.Api.Tests.Schema;

public sealed class YamlToJsonTests
{
    [Theory]
    [InlineData("", "null")]
    [InlineData("a: 1", "{\"a\":1}")]
    [InlineData("a: yes", "{\"a\":true}")]
    [InlineData("a: 'yes'", "{\"a\":\"yes\"}")]
    [InlineData("a: Off", "{\"a\":false}")]
    [InlineData("a: n", "{\"a\":false}")]
    [InlineData("a: ~", "{\"a\":null}")]
    [InlineData("a:", "{\"a\":null}")]
    [InlineData("a: 0777", "{\"a\":511}")]
    [InlineData("a: 0o17", "{\"a\":15}")]
    [InlineData("a: 0x1F", "{\"a\":31}")]
    [InlineData("a: 0b101", "{\"a\":5}")]
    [InlineData("a: 1_000", "{\"a\":1000}")]
    [InlineData("a: 089", "{\"a\":89}")]
    [InlineData("a: -5", "{\"a\":-5}")]
    [InlineData("a: 1.0", "{\"a\":1}")]
    [InlineData("a: 1.5e3", "{\"a\":1500}")]
    [InlineData("a: .5", "{\"a\":0.5}")]
    [InlineData("a: 1e21", "{\"a\":1e+21}")]
    [InlineData("a: 18446744073709551615", "{\"a\":18446744073709551615}")]
    [InlineData("a: 1.2.3", "{\"a\":\"1.2.3\"}")]
    [InlineData("a: 2026-01-02", "{\"a\":\"2026-01-02\"}")]
    [InlineData("a: 12:30", "{\"a\":\"12:30\"}")]
    [InlineData("a: !!str 5", "{\"a\":\"5\"}")]
    [InlineData("a: !!int \"5\"", "{\"a\":5}")]
    [InlineData("a: !!binary aGk=", "{\"a\":\"hi\"}")]
    [InlineData("a: |\n  x\n  y\n", "{\"a\":\"x\\ny\\n\"}")]
    [InlineData("a: >-\n  x\n  y\n", "{\"a\":\"x y\"}")]
    [InlineData("1: a\ntrue: b", "{\"1\":\"a\",\"true\":\"b\"}")]
    [InlineData("- 1\n- [a, {b: c}]", "[1,[\"a\",{\"b\":\"c\"}]]")]
    [InlineData("a: &x {b: 1}\nc: *x", "{\"a\":{\"b\":1},\"c\":{\"b\":1}}")]
    [InlineData("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", "{\"a\":{\"b\":1,\"c\":2},\"d\":{\"c\":3,\"b\":1}}")]
    [InlineData("---\na: 1\n...\n", "{\"a\":1}")]
    [InlineData("{\"a\": \"\\u00e9\"}", "{\"a\":\"é\"}")]
    public void Convert_Document_IsTheJsonOfTheGoLibrary(string yaml, string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(Assert.IsType<YamlResult.Converted>(YamlToJson.Convert(yaml)).Json.Span));

    [Theory]
    [InlineData("two documents", "a: 1\n---\nb: 2\n")]
    [InlineData("unknown anchor", "a: *x\n")]
    [InlineData("itself", "a: &x [*x]\n")]
    [InlineData("null key", "~: 1\n")]
    [InlineData("map as key", "{a: 1}: 2\n")]
    [InlineData("infinity", "a: .inf\n")]
    [InlineData("bad merge", "a: {<<: 1}\n")]
    [InlineData("broken", "a: [1\nb: 2\n")]
    [InlineData("tab", "a:\n\t- b\n")]
    public void Convert_Unacceptable_Fails(string name, string yaml)
    {
        Assert.NotEmpty(name);
        Assert.IsType<YamlResult.Failed>(YamlToJson.Convert(yaml));
    }

    [Fact]
    public void Convert_TooDeep_Fails() => Assert.IsType<YamlResult.Failed>(YamlToJson.Convert(new string('[', 100_000)));

    [Theory]
    [InlineData("*")]
    [InlineData("<<")]
    public void Convert_BillionLaughs_Fails(string use)
    {
        var yaml = new StringBuilder(use == "*" ? "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" : "a0: &a0 {x: 1}\n");
        for (var i = 1; i < 12; i++)
        {
            var items = string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9));
            yaml.AppendLine(use == "*" ? $"a{i}: &a{i} [{items}]" : $"a{i}: &a{i} {{<<: [{items}]}}");
        }

        Assert.Contains("excessive aliasing", Assert.IsType<YamlResult.Failed>(YamlToJson.Convert(yaml.ToString())).Message, StringComparison.Ordinal);
    }
}
