using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Validation;

/// <summary>Seen through the generation, which counts when the spec has changed in meaning.</summary>
public class SemanticEqualityTests
{
    private const string Plain = """{"name":"c","image":"i"}""";

    [Theory]
    [InlineData(Plain, """{"name":"c","image":"i","args":[],"workingDir":"","tty":false}""", true)]
    [InlineData(Plain, """{"name":"c","image":"i","resources":{"limits":{}}}""", true)]
    [InlineData("""{"name":"c","image":"i","resources":{"limits":{"memory":"1Ki"}}}""", """{"name":"c","image":"i","resources":{"limits":{"memory":"1024"}}}""", true)]
    [InlineData(Plain, """{"name":"c","image":"i","tty":true}""", false)]
    [InlineData(Plain, """{"name":"c","image":"i","args":[""]}""", false)]
    [InlineData(Plain, """{"name":"c","image":"i","securityContext":{}}""", false)]
    [InlineData(Plain, """{"name":"c","image":"i","securityContext":{"privileged":false}}""", false)]
    [InlineData("""{"name":"c","image":"i","env":[{"name":"A","value":"1Ki"}]}""", """{"name":"c","image":"i","env":[{"name":"A","value":"1024"}]}""", false)]
    [InlineData("""{"name":"c","image":"i","env":[{"name":"A"},{"name":"B"}]}""", """{"name":"c","image":"i","env":[{"name":"B"},{"name":"A"}]}""", false)]
    public void Generation_CountsChangesInMeaning(string before, string after, bool same)
    {
        var strategy = new PodStrategy();
        var old = strategy.PrepareForCreate(Pod(before), new CreateContext("u", DateTimeOffset.UnixEpoch));

        Assert.Equal(same ? 1 : 2, strategy.PrepareForUpdate(old, Pod(after)).Metadata.Generation);
    }

    private static Pod Pod(string container) => JobFlows.Domain.Meta.KubeJson.Read<Pod>(
        Encoding.UTF8.GetBytes("""{"metadata":{"name":"p"},"spec":{"containers":[""" + container + "]}}"));
}
