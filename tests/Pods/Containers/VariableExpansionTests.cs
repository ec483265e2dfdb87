using JobFlows.Pods.Containers;

namespace JobFlows.Pods.Tests.Containers;

public sealed class VariableExpansionTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["A"] = "a",
        ["LONG_NAME"] = "long",
        ["EMPTY"] = "",
        ["REF"] = "$(A)",
        ["BLANK IN"] = "blank",
    };

    [Theory]
    [InlineData("", "")]
    [InlineData("text", "text")]
    [InlineData("$(A)", "a")]
    [InlineData("-$(A)-$(LONG_NAME)-", "-a-long-")]
    [InlineData("$(EMPTY)", "")]
    [InlineData("$(REF)", "$(A)")]
    [InlineData("$(BLANK IN)", "blank")]
    [InlineData("$(UNKNOWN)", "$(UNKNOWN)")]
    [InlineData("$()", "$()")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$$$(A)", "$a")]
    [InlineData("$$$$(A)", "$$(A)")]
    [InlineData("$$", "$")]
    [InlineData("$", "$")]
    [InlineData("A$", "A$")]
    [InlineData("$A", "$A")]
    [InlineData("${A}", "${A}")]
    [InlineData("$(A", "$(A")]
    [InlineData("$($(A))", "$($(A))")]
    [InlineData("$(A)$(", "a$(")]
    public void Expand_Text_IsAsInKubernetes(string text, string expected) => Assert.Equal(expected, VariableExpansion.Expand(text, Variables));
}
