using System.Text.Json;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

public sealed class PodTableTests
{
    [Fact]
    public void Set_AddsAndReplaces()
    {
        var table = PodTable.Of(Pod(1), Pod(2), Pod(1) with { Running = true });
        Assert.Equal(2, table.Count);
        Assert.True(table.Pods.Single(pod => pod.Uid == Pod(1).Uid).Running);
        Assert.False(table.Pods.Single(pod => pod.Uid == Pod(2).Uid).Running);
    }

    [Fact]
    public void ManyPods_AreAllFound_AndTakenOutAgain()
    {
        var builder = PodTable.Empty.ToBuilder();
        for (var i = 0; i < 5000; i++)
        {
            builder.Set(Pod(i));
            Assert.Equal(i + 1, builder.Count);
        }

        Assert.All(Enumerable.Range(0, 5000), i => Assert.Equal(Pod(i), builder.Find(Pod(i).Uid)));
        Assert.Null(builder.Find(Pod(5000).Uid));
        for (var i = 0; i < 5000; i += 2)
        {
            builder.Remove(Pod(i).Uid);
        }

        builder.Remove("unknown");
        var table = builder.ToTable();
        Assert.Equal(2500, table.Count);
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => 2 * i + 1L), table.Pods.Select(pod => pod.Ordinal).Order());
    }

    [Fact]
    public void Builder_LeavesTheTableAsItWas()
    {
        var before = PodTable.Of(Pod(1), Pod(2));
        var builder = before.ToBuilder();
        Assert.Same(before, builder.ToTable());
        builder.Set(Pod(1) with { Ready = true });
        var between = builder.ToTable();
        builder.Set(Pod(3));
        builder.Remove(Pod(2).Uid);

        Assert.Equal([1L, 2L], before.Pods.Select(pod => pod.Ordinal).Order());
        Assert.All(before.Pods, pod => Assert.False(pod.Ready));
        Assert.Equal([1L, 2L], between.Pods.Select(pod => pod.Ordinal).Order());
        Assert.Equal([1L, 3L], builder.ToTable().Pods.Select(pod => pod.Ordinal).Order());
    }

    [Fact]
    public void Empty_IsNeverChanged()
    {
        PodTable.Of(Enumerable.Range(0, 200).Select(Pod));
        Assert.Empty(PodTable.Empty.Pods);
        Assert.Equal(0, PodTable.Empty.Count);
    }

    [Fact]
    public void Json_IsAListInTheOrderOfStarts()
    {
        var table = PodTable.Of(Enumerable.Range(0, 100).Reverse().Select(Pod));
        var json = JsonSerializer.Serialize(table, JobSim.Json);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), JsonDocument.Parse(json).RootElement.EnumerateArray().Select(pod => pod.GetProperty("ordinal").GetInt64()));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<PodTable>(json, JobSim.Json), JobSim.Json));
        Assert.Equal(100, JsonSerializer.Deserialize<PodTable>(json, JobSim.Json)!.Count);
    }

    private static TrackedPod Pod(int number) => new() { Uid = new PodIdentity("job", "u").Uid(number), Name = $"job-{number}", Ordinal = number };
}
