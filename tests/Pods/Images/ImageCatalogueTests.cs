using System.Text;
using System.Text.Json;
using JobFlows.Pods.Images;

namespace JobFlows.Pods.Tests.Images;

public sealed class ImageCatalogueTests
{
    [Theory]
    [InlineData("busybox", "busybox")]
    [InlineData("busybox:1.36", "busybox")]
    [InlineData("docker.io/library/busybox:1.36", "busybox")]
    [InlineData("busybox@sha256:0123", "busybox")]
    [InlineData("localhost/tool:dev", "tool")]
    [InlineData("localhost:5000/team/tool:dev", "team/tool")]
    [InlineData("registry.k8s.io/e2e-test-images/agnhost:2.47", "e2e-test-images/agnhost")]
    [InlineData("team/tool", "team/tool")]
    public void Path_Reference_HasNoRegistryTagOrDigest(string image, string expected) => Assert.Equal(expected, ImageName.Path(image));

    [Theory]
    [InlineData("perl", "perl:5.34", true)]
    [InlineData("perl", "example.com/mirror/perl:5", true)]
    [InlineData("perl", "perlish", false)]
    [InlineData("pause*", "registry.k8s.io/pause-amd64:3.1", true)]
    [InlineData("team/*", "ghcr.io/team/tool", true)]
    [InlineData("team/*", "ghcr.io/other/team", false)]
    [InlineData("team/tool", "tool", false)]
    [InlineData("*", "a/b/c", true)]
    public void Matches_Pattern_IsComparedWithLastPartOrWholePath(string pattern, string image, bool expected) =>
        Assert.Equal(expected, ImageName.Matches(pattern, image));

    [Theory]
    [InlineData("busybox", null, null, "sh")]
    [InlineData("busybox", null, "ls -l", "ls -l")]
    [InlineData("busybox", "echo a", "b", "echo a b")]
    [InlineData("perl:5.34", null, null, "perl -de0")]
    [InlineData("unknown", "do it", null, "do it")]
    [InlineData("registry.k8s.io/e2e-test-images/agnhost:2.47", null, "netexec", "/agnhost netexec")]
    public void Choose_BuiltIn_GivesTheCommandLine(string image, string? command, string? args, string expected) =>
        Assert.Equal(expected, string.Join(' ', Found(ImageCatalogue.BuiltIn, image, command, args).CommandLine));

    [Theory]
    [InlineData("registry.k8s.io/pause:3.10", null, null)]
    [InlineData("k8s.gcr.io/pause", "/pause", null)]
    [InlineData("registry.k8s.io/e2e-test-images/agnhost:2.47", null, "pause")]
    [InlineData("registry.k8s.io/e2e-test-images/agnhost:2.47", "/agnhost pause", null)]
    public void Choose_Pause_WaitsForItsSignal(string image, string? command, string? args) =>
        Assert.Contains("trap", string.Join(' ', Found(ImageCatalogue.BuiltIn, image, command, args).CommandLine));

    [Theory]
    [InlineData(null)]
    [InlineData("only args")]
    public void Choose_UnknownWithoutCommand_IsRefused(string? args) =>
        Assert.Contains("\"mystery:1\" is not in the image catalogue", Assert.IsType<ImageChoice.Refused>(Choose(ImageCatalogue.BuiltIn, "mystery:1", null, args)).Reason);

    [Fact]
    public void Read_File_GoesBeforeTheBuiltInOnes()
    {
        var catalogue = ImageCatalogue.Read("""
            {
              // comments are fine
              "images": [
                { "name": "busybox", "root": "/srv/busybox", "entrypoint": ["/init"], "cmd": ["x"], "env": { "A": "1" } },
                { "name": "bad*", "refuse": "no" },
              ]
            }
            """u8);

        var found = Found(catalogue, "busybox", null, null);
        Assert.Equal(("/srv/busybox", "/init x"), (found.Entry.Root, string.Join(' ', found.CommandLine)));
        Assert.Equal("/init y", string.Join(' ', Found(catalogue, "busybox", null, "y").CommandLine));
        Assert.Equal("no", Assert.IsType<ImageChoice.Refused>(Choose(catalogue, "badger", "true", null)).Reason);
        Assert.Equal("perl -de0", string.Join(' ', Found(catalogue, "perl", null, null).CommandLine));
    }

    [Theory]
    [InlineData("""{ "images": [ { "name": "a", "roots": "/x" } ] }""")]
    [InlineData("""{ "images": [ { "root": "/x" } ] }""")]
    [InlineData("not json")]
    public void Read_WrongFile_IsAnError(string json) => Assert.Throws<JsonException>(() => ImageCatalogue.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("busybox:1", "registry.example/box:2", null)]
    [InlineData("badger", "badger", "no")]
    [InlineData("alpine", "alpine", null)] // What runs on the host is none of a container's business.
    public void Replace_OnlyWhatTheFileSays(string image, string expected, string? refusal)
    {
        var catalogue = ImageCatalogue.Read("""{"images": [{"name": "busybox", "image": "registry.example/box:2"}, {"name": "bad*", "refuse": "no"}]}"""u8);

        Assert.Equal((expected, refusal), (catalogue.Replace(image, out var said), said));
    }

    [Theory]
    [InlineData("busybox", "docker.io/library/busybox")]
    [InlineData("team/tool:1", "docker.io/team/tool:1")]
    [InlineData("localhost/tool:1", "localhost/tool:1")]
    [InlineData("localhost:5000/tool", "localhost:5000/tool")]
    [InlineData("quay.io/a/b@sha256:00", "quay.io/a/b@sha256:00")]
    public void Full_NamesTheRegistry(string image, string expected) => Assert.Equal(expected, ImageName.Full(image));

    private static ImageChoice.Found Found(ImageCatalogue catalogue, string image, string? command, string? args) =>
        Assert.IsType<ImageChoice.Found>(Choose(catalogue, image, command, args));

    private static ImageChoice Choose(ImageCatalogue catalogue, string image, string? command, string? args) =>
        catalogue.Choose(image, command?.Split(' '), args?.Split(' '));
}
