using JobFlows.Domain.Core;

namespace JobFlows.Pods.Tests.Processes;

public sealed class ImageTests : ContentsTest
{
    [Fact]
    public async Task Image_ThatCannotBeHad_BacksOffAndRunsOnceTheCatalogueHasIt()
    {
        var catalogue = Path.GetTempFileName();
        await File.WriteAllTextAsync(catalogue, "{}");
        Home.Change = options => options with { CatalogueFile = catalogue };
        var pod = MakePod("", container => container with { Image = "example.com/tool:1", Command = null });
        await Runtime.StartAsync([pod]);

        var message = await WaitingAsync(pod, "ImagePullBackOff");
        await File.WriteAllTextAsync(catalogue, """{ "images": [ { "name": "tool", "entrypoint": ["echo", "found"], "workingDir": "/" } ] }""");
        File.SetLastWriteTimeUtc(catalogue, DateTime.UtcNow.AddSeconds(1));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("found\n", await ReadLogAsync(pod));
        Assert.StartsWith("Back-off pulling image \"example.com/tool:1\": ErrImagePull: ", message, StringComparison.Ordinal);
        Assert.Equal(
            [("Normal", "Pulling"), ("Warning", "Failed"), ("Warning", "Failed"), ("Normal", "BackOff"), ("Warning", "Failed")],
            Events(pod).Where(one => one.Reason is "Pulling" or "Failed" or "BackOff").Select(one => (one.Type, one.Reason)));
        Home.Change = options => options;
        File.Delete(catalogue);
    }

    [Theory]
    [InlineData("example.com/tool:1", "Never", "ErrImageNeverPull", "Container image \"example.com/tool:1\" is not present with pull policy of Never")]
    [InlineData("Tool", null, "InvalidImageName", "Failed to apply default image tag \"Tool\": couldn't parse image reference \"Tool\": invalid reference format: repository name (library/Tool) must be lowercase")]
    [InlineData("tool:", null, "InvalidImageName", "Failed to apply default image tag \"tool:\": couldn't parse image reference \"tool:\": invalid reference format")]
    public async Task Image_OfWhichNothingCanCome_Waits(string image, string? policy, string reason, string message)
    {
        var pod = MakePod("", container => container with { Image = image, ImagePullPolicy = policy, Command = null });
        await Runtime.StartAsync([pod]);

        Assert.Equal(message, await WaitingAsync(pod, reason));
        Assert.Contains(Events(pod), one => one.Message == $"Error: {reason}");
    }
}
