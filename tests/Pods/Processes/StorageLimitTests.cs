using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>Pods that take more of the disk than they may.</summary>
public sealed class StorageLimitTests : ContentsTest
{
    [Fact]
    public async Task EmptyDir_PastItsSizeLimit_EvictsThePod()
    {
        var pod = WithVolume("head -c 3000000 /dev/zero > /mnt/file; sleep 1000", Empty(limit: "1Mi"));

        await EvictedAsync(pod, "Usage of EmptyDir volume \"data\" exceeds the limit \"1Mi\". ");
    }

    [Theory]
    [InlineData("head -c 3000000 /dev/zero > file")]
    [InlineData("head -c 3000000 /dev/zero | tr '\\0' 'x'")]
    [InlineData("mkdir a; head -c 3000000 /dev/zero > a/b")]
    public async Task Container_WritesMoreThanItMay_EvictsThePod(string script)
    {
        var pod = MakePod($"{script}; sleep 1000", Limited("1Mi"));

        await EvictedAsync(pod, "Pod ephemeral local storage usage exceeds the total limit of containers 1Mi. ");
    }

    [Fact]
    public async Task EmptyDirWithoutALimit_CountsForThePod()
    {
        var pod = WithVolume("head -c 3000000 /dev/zero > /mnt/file; sleep 1000", Empty());
        pod = pod with { Spec = pod.Spec! with { RestartPolicy = "Always", Containers = [Limited("1Mi")(pod.Spec.Containers![0]), Limited("512Ki")(Idle)] } };

        await EvictedAsync(pod, "Pod ephemeral local storage usage exceeds the total limit of containers 1536Ki. ");
    }

    [Fact]
    public async Task Container_PastItsOwnLimitOnly_IsNamed()
    {
        var pod = MakePod("head -c 3000000 /dev/zero > file; sleep 1000", Limited("1M"));
        pod = pod with { Spec = pod.Spec! with { Containers = [pod.Spec.Containers![0], Limited("100M")(Idle)] } };

        await EvictedAsync(pod, "Container main exceeded its local ephemeral storage limit \"1M\". ");
    }

    [Fact]
    public async Task WithinItsLimits_GoesOn()
    {
        var modest = MakePod("head -c 500000 /dev/zero > file; head -c 300000 /dev/zero; sleep 1000", Limited("1Mi"));
        await Runtime.StartAsync([modest]);
        await Reports.RunningAsync(Ref(modest));

        // One that started later is evicted: so the first was measured before.
        await EvictedAsync(WithVolume("head -c 3000000 /dev/zero > /mnt/file; sleep 1000", Empty(limit: "1Mi")), "Usage of EmptyDir volume \"data\" exceeds the limit \"1Mi\". ");

        Assert.DoesNotContain(Reports.Of(Ref(modest)), report => report.Status?.Reason is not null);
    }

    [RootFact]
    public async Task FillsItsVolumeInMemory_FindsItFullAndGoesOn()
    {
        var pod = WithVolume("dd if=/dev/zero of=/mnt/file bs=1M 2>&1 | grep -o 'No space left on device'; stat -c %s /mnt/file; rm /mnt/file && echo on > /mnt/file && cat /mnt/file", Empty("Memory", "4Mi"));

        Assert.Equal("Succeeded", (await RunAsync(pod)).Status!.Phase);
        Assert.Equal("No space left on device\n4194304\non\n", await ReadLogAsync(pod));
    }

    private static Container Idle { get; } = new() { Name = "idle", Image = "busybox", Command = ["sleep", "1000"] };

    private static Func<Container, Container> Limited(string limit) => container => container with
    {
        Resources = new ResourceRequirements { Limits = new Dictionary<string, Quantity> { ["ephemeral-storage"] = new(limit) } },
    };

    private static Volume Empty(string? medium = null, string? limit = null) =>
        new() { EmptyDir = new EmptyDirVolumeSource { Medium = medium, SizeLimit = limit is null ? null : new Quantity(limit) } };

    private async Task EvictedAsync(Pod pod, string message)
    {
        var report = await RunAsync(pod);

        Assert.Equal(("Failed", "Evicted", message), (report.Status!.Phase, report.Status.Reason, report.Status.Message));
        Assert.Contains(Events(pod), one => one is { Type: "Warning", Reason: "Evicted" } && one.Message == message);
        Assert.DoesNotContain(report.Status.Conditions!, one => one.Type == "DisruptionTarget");
    }
}
