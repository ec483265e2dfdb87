using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;

namespace JobFlows.Domain.Tests.Pods;

public sealed class PodQosTests
{
    [Theory]
    [InlineData("nothing asked", "", "", "BestEffort")]
    [InlineData("zeros", "cpu=0,memory=0", "", "BestEffort")]
    [InlineData("other resources only", "nvidia.com/gpu=1", "nvidia.com/gpu=1", "BestEffort")]
    [InlineData("requests only", "cpu=1,memory=1Gi", "", "Burstable")]
    [InlineData("requests are the limits", "cpu=1,memory=1Gi", "cpu=1,memory=1Gi", "Guaranteed")]
    [InlineData("the same amounts, written differently", "cpu=1000m,memory=1024Mi", "cpu=1,memory=1073741824", "Guaranteed")]
    [InlineData("exponents", "cpu=0.5,memory=1e9", "cpu=500m,memory=1G", "Guaranteed")]
    [InlineData("limits above requests", "cpu=1,memory=1Gi", "cpu=2,memory=1Gi", "Burstable")]
    [InlineData("limits only", "", "cpu=1", "Burstable")]
    [InlineData("memory without limit", "cpu=1", "cpu=1", "Burstable")]
    [InlineData("binary is not decimal", "cpu=1,memory=1G", "cpu=1,memory=1Gi", "Burstable")]
    public void Of_OneContainer(string name, string requests, string limits, string expected) =>
        Assert.True(expected == PodQos.Of(new PodSpec { Containers = [Container(requests, limits)] }), name);

    [Theory]
    [InlineData("all guaranteed", "cpu=1,memory=1Gi", "Guaranteed")]
    [InlineData("one asks nothing", "", "Burstable")]
    [InlineData("one bursts", "cpu=1", "Burstable")]
    public void Of_InitContainersCountToo(string name, string init, string expected)
    {
        var spec = new PodSpec { Containers = [Container("cpu=1,memory=1Gi", "cpu=1,memory=1Gi")], InitContainers = [Container(init, init)] };
        Assert.True(expected == PodQos.Of(spec), name);
    }

    [Fact]
    public void Of_PodResources_GoFirst()
    {
        var spec = new PodSpec { Containers = [Container("", "")], Resources = Container("cpu=1,memory=1Gi", "cpu=1,memory=1Gi").Resources };
        Assert.Equal("Guaranteed", PodQos.Of(spec));
    }

    private static Container Container(string requests, string limits) => new()
    {
        Resources = new ResourceRequirements { Requests = Amounts(requests), Limits = Amounts(limits) },
    };

    private static Dictionary<string, Quantity> Amounts(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => new Quantity(pair[1]));
}
