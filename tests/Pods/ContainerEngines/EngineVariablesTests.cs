using JobFlows.Pods.ContainerEngines;

namespace JobFlows.Pods.Tests.ContainerEngines;

public sealed class EngineVariablesTests
{
    private static readonly Dictionary<string, string> Tool = new(StringComparer.Ordinal) { ["MINE"] = "tool" };

    [Theory]
    [InlineData("PASSWORD")]
    [InlineData("a_1")]
    public void Of_OrdinaryName_IsHandedOnUnseen(string name)
    {
        var variables = Of(name);

        Assert.Equal(["--env", name], variables.Options);
        Assert.Equal("v", variables.HandedOn[name]);
    }

    [Theory]
    [InlineData("PATH")] // The tool looks for its helpers there.
    [InlineData("LD_PRELOAD")]
    [InlineData("https_proxy")]
    [InlineData("DOCKER_HOST")]
    [InlineData("CONTAINERS_CONF")]
    [InlineData("MINE")] // The tool has one of its own.
    [InlineData("odd.name")] // Nobody knows what tools make of it.
    [InlineData("STAR*")] // podman would take all that begin so.
    public void Of_NameThatMeansSomethingToTheTool_IsOnItsCommandLine(string name)
    {
        var variables = Of(name);

        Assert.Equal(["--env", $"{name}=v"], variables.Options);
        Assert.Empty(variables.HandedOn);
    }

    private static EngineVariables Of(string name) => EngineVariables.Of(new Dictionary<string, string> { [name] = "v" }, Tool);
}
