using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Tests.Kubelet;

public sealed class DiskShortageTests
{
    private const long Mebi = 1024 * 1024;
    private const long Gibi = 1024 * Mebi;

    [Theory]
    [InlineData(500 * Gibi, 15 * Gibi, null)]
    [InlineData(500 * Gibi, 64 * Mebi, null)]
    [InlineData(500 * Gibi, (64 * Mebi) - 1, 64 * Mebi)]
    [InlineData(100 * Mebi, 5 * Mebi, null)]
    [InlineData(100 * Mebi, (5 * Mebi) - 1, 5 * Mebi)]
    public void Of_Space_IsShortBelowTheThreshold(long bytes, long free, long? threshold) =>
        Assert.Equal(threshold, DiskShortage.Of(new DiskSpace(bytes, free, 0, 0))?.Threshold);

    [Theory]
    [InlineData(1_000_000, 4096, null)]
    [InlineData(1_000_000, 4095, 4096L)]
    [InlineData(1000, 49, 50L)]
    [InlineData(0, 0, null)]
    public void Of_Files_IsShortBelowTheThreshold(long files, long free, long? threshold)
    {
        var shortage = DiskShortage.Of(new DiskSpace(Gibi, Gibi, files, free));

        Assert.Equal((threshold, threshold is null ? null : "inodes"), (shortage?.Threshold, shortage?.Resource));
    }

    [Fact]
    public void Explain_Space_IsWhatAKubeletSays()
    {
        var use = new StorageUse(
            new Dictionary<string, DiskUse> { ["data"] = new(50 * Mebi, 1) },
            new Dictionary<string, DiskUse> { ["main"] = new(3 * Mebi, 1), ["modest"] = new(1 * Mebi, 1), ["first"] = new(5000, 1) });
        var spec = new PodSpec
        {
            InitContainers = [new Container { Name = "first" }],
            Containers = [Asking("main", "2Mi"), Asking("modest", "1Mi")],
        };

        Assert.Equal(
            "The node was low on resource: ephemeral-storage. Threshold quantity: 5Mi, available: 12Ki. "
            + "Container main was using 3Mi, request is 2Mi, has larger consumption of ephemeral-storage. "
            + "Container first was using 5000, request is 0, has larger consumption of ephemeral-storage. ",
            new DiskShortage("ephemeral-storage", 5 * Mebi, 12 * 1024).Explain(spec, use));
        Assert.Equal("The node was low on resource: inodes. Threshold quantity: 4Ki, available: 3k. ", new DiskShortage("inodes", 4096, 3000).Explain(spec, use));
    }

    [Fact]
    public void IsMadeBy_NextToNothing_IsNot()
    {
        var shortage = new DiskShortage("ephemeral-storage", 64 * Mebi, 0);

        Assert.False(shortage.IsMadeBy(new DiskUse(Mebi, 1_000_000)));
        Assert.True(shortage.IsMadeBy(new DiskUse(4 * Mebi, 1)));
        Assert.False(new DiskShortage("inodes", 0, 0).IsMadeBy(default));
    }

    private static Container Asking(string name, string amount) =>
        new() { Name = name, Resources = new ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["ephemeral-storage"] = new(amount) } } };
}
