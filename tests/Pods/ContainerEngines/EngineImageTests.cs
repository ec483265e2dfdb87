using JobFlows.Conformance.Pods;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>Images: which are pulled when, and what is told of it.</summary>
public sealed class EngineImageTests : EngineTest
{
    private const string Remote = "docker.io/library/far:1";

    [Theory]
    [InlineData(null, 0)]
    [InlineData("IfNotPresent", 0)]
    [InlineData("Never", 0)]
    [InlineData("Always", 1)]
    public async Task ImageThatIsThere_IsPulledOnlyWhenThatIsWanted(string? policy, int pulls)
    {
        Fake.AddToRegistry(Image);
        var pod = Box("exit 0", container => container with { ImagePullPolicy = policy });

        Assert.Equal("Succeeded", (await RunAsync(pod)).Status!.Phase);

        Assert.Equal(pulls, CallsOf("pull").Count());
    }

    [Fact]
    public async Task ImageThatIsElsewhere_IsPulledAndTold()
    {
        Fake.AddToRegistry(Remote);
        var pod = Box("exit 0", container => container with { Image = Remote });

        Assert.Equal("Succeeded", (await RunAsync(pod)).Status!.Phase);

        Assert.Equal(["Scheduled", "Pulling", "Pulled", "Created", "Started"], Reasons(pod));
        var told = Events(pod).Select(one => one.Message).ToList();
        Assert.Equal($"Pulling image \"{Remote}\"", told[1]);
        Assert.Matches($"^Successfully pulled image \"{Remote}\" in [0-9.ms]+ \\([0-9.ms]+ including waiting\\)\\. Image size: 42 bytes\\.$", told[2]);
    }

    [Fact]
    public async Task ImageThatIsNowhere_WaitsAndIsTriedAgain()
    {
        var pod = Box("exit 0", container => container with { Image = Remote });
        await Runtime.StartAsync([pod]);

        var first = await WaitsWithAsync(pod, "ErrImagePull");
        Assert.Equal($"initializing source docker://{Remote}: manifest unknown", first.Status!.ContainerStatuses![0].State!.Waiting!.Message);
        await WaitsWithAsync(pod, "ImagePullBackOff");
        Assert.Equal(
            ["Scheduled", "Pulling", "Failed", "Failed", "BackOff", "Failed"],
            Reasons(pod).Take(6));
        Fake.AddToRegistry(Remote);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal(2, CallsOf("pull").Count());
    }

    [Fact]
    public async Task ImageThatMustNotBePulled_WaitsUntilItIsThere()
    {
        Fake.AddToRegistry(Remote);
        var pod = Box("exit 0", container => container with { Image = Remote, ImagePullPolicy = "Never" });
        await Runtime.StartAsync([pod]);

        await WaitsWithAsync(pod, "ErrImageNeverPull");
        Fake.AddImage(Remote);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Empty(CallsOf("pull"));
    }

    [Fact]
    public async Task CatalogueOfTheUsers_NamesOtherImagesAndRefusesSome()
    {
        var catalogue = Path.GetTempFileName();
        await File.WriteAllTextAsync(catalogue, $$"""{"images": [{"name": "near", "image": "{{Image}}"}, {"name": "bad", "refuse": "not here"}]}""");
        Home.Change = options => options with { ContainerTool = Fake.Tool, CatalogueFile = catalogue };
        var bad = Box("exit 0", container => container with { Image = "bad" });

        Assert.Equal("Succeeded", (await RunAsync(Box("exit 0", container => container with { Image = "near" }))).Status!.Phase);
        await Runtime.StartAsync([bad]);

        Assert.Equal("not here", (await WaitsWithAsync(bad, "ErrImagePull")).Status!.ContainerStatuses![0].State!.Waiting!.Message);
        Home.Change = options => options;
        File.Delete(catalogue);
    }

    [Fact]
    public async Task ManyContainersThatWantAnImage_PullItOnce()
    {
        Fake.AddToRegistry(Remote);
        var pods = Enumerable.Range(0, 5).Select(_ => Box("exit 0", container => container with { Image = Remote })).ToList();

        await Runtime.StartAsync(pods);

        foreach (var pod in pods)
        {
            await Reports.StoppedAsync(Ref(pod));
        }

        Assert.InRange(CallsOf("pull").Count(), 1, 2);
    }
}
