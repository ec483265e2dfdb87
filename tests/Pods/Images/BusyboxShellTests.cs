using JobFlows.Pods.Images;

namespace JobFlows.Pods.Tests.Images;

public sealed class BusyboxShellTests
{
    [Theory]
    [InlineData("busybox:1.36", "/bin/sh -c x", "bash busybox", "/usr/bin/bash -c x")]
    [InlineData("registry.k8s.io/e2e-test-images/busybox:1.37.0-1", "sh", "bash", "/usr/bin/bash")]
    [InlineData("alpine", "ash -c x", "busybox", "/usr/bin/busybox sh -c x")]
    [InlineData("alpine", "/bin/sh -c x", "", "/bin/sh -c x")]
    [InlineData("busybox", "/opt/sh -c x", "bash", "/opt/sh -c x")]
    [InlineData("busybox", "echo sh", "bash", "echo sh")]
    [InlineData("debian", "sh -c x", "bash", "sh -c x")]
    public void StandIn_ShellOfTheImage_IsOneThatKnowsAsMuch(string image, string command, string installed, string expected)
    {
        var shell = new BusyboxShell(program => installed.Split(' ').Contains(program) ? $"/usr/bin/{program}" : null);

        Assert.Equal(expected, string.Join(' ', Assert.IsType<ImageChoice.Found>(shell.StandIn(ImageCatalogue.BuiltIn.Choose(image, command.Split(' '), null))).CommandLine));
    }

    [Fact]
    public void StandIn_CatalogueFileHasTheImage_ItsShellIsItsOwn()
    {
        var catalogue = ImageCatalogue.Read("""{"images": [{"name": "busybox", "root": "/srv/busybox"}]}"""u8);

        Assert.Equal("sh", Assert.IsType<ImageChoice.Found>(new BusyboxShell(program => "/usr/bin/" + program).StandIn(catalogue.Choose("busybox", ["sh"], null))).CommandLine[0]);
    }

    [Fact]
    public void StandIn_RefusedImage_StaysRefused()
    {
        var refused = new ImageChoice.Refused("no");

        Assert.Same(refused, new BusyboxShell(program => program).StandIn(refused));
    }
}
