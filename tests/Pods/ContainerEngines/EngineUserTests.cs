using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.ContainerEngines;

namespace JobFlows.Pods.Tests.ContainerEngines;

public sealed class EngineUserTests
{
    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData(null, null, "app", "")] // The tool knows what the image says.
    [InlineData(1000L, null, null, "--user 1000")]
    [InlineData(1000L, 2000L, "app", "--user 1000:2000")]
    [InlineData(null, 2000L, null, "--user 0:2000")]
    [InlineData(null, 2000L, "app:staff", "--user app:2000")]
    public void Of_UserAndGroup_AreTheSpecsThenTheImages(long? user, long? group, string? image, string expected)
    {
        var made = Of(new SecurityContext { RunAsUser = user, RunAsGroup = group }, null, image);

        Assert.Null(made.Refusal);
        Assert.Equal(expected, string.Join(' ', made.Options));
    }

    [Fact]
    public void Of_ContainersOwnWish_ComesBeforeThePods()
    {
        var made = Of(new SecurityContext { RunAsUser = 5 }, new PodSecurityContext { RunAsUser = 6, RunAsGroup = 7, FsGroup = 8, SupplementalGroups = [9, 8] }, null);

        Assert.Equal("--user 5:7 --group-add 8 --group-add 9", string.Join(' ', made.Options));
    }

    [Theory]
    [InlineData(null, null, "container has runAsNonRoot and image will run as root ")]
    [InlineData(null, "0", "container has runAsNonRoot and image will run as root ")]
    [InlineData(null, "app", "container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root ")]
    [InlineData(0L, "1000", "container's runAsUser breaks non-root policy ")]
    [InlineData(null, "1000", null)]
    [InlineData(1000L, null, null)]
    public void Of_RunAsNonRoot_IsCheckedAgainstTheImage(long? user, string? image, string? refusal)
    {
        var made = Of(new SecurityContext { RunAsUser = user, RunAsNonRoot = true }, null, image);

        Assert.Equal(refusal is null, made.Refusal is null);
        Assert.StartsWith(refusal ?? string.Empty, made.Refusal ?? string.Empty);
    }

    private static EngineUser Of(SecurityContext? mine, PodSecurityContext? shared, string? image) => EngineUser.Of(
        new Pod { Metadata = new ObjectMeta { Name = "p", Namespace = "n", Uid = "u" }, Spec = new PodSpec { SecurityContext = shared } },
        new Container { Name = "main", SecurityContext = mine },
        image);
}
