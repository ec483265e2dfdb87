using JobFlows.Pods.Linux;
using JobFlows.Pods.Tests.Processes;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Tests.Volumes;

public sealed class VolumeGroupTests
{
    [RootFact]
    public void Give_ReachesEverything_AndNothingBehindLinks()
    {
        using var folder = new HostileFolder("mkdir \"$(printf 'bad\\377name')\"; mkdir \"$(printf 'bad\\377name')/sub\"; echo > \"$(printf 'bad\\377name')/sub/file\"; ln -s ../outside/file link");

        VolumeGroup.Give(folder.Path, 4711, readOnly: false);

        using var found = folder.Start("test $(find . -group 4711 | wc -l) = 5 && test $(find . -type d -perm -2770 | wc -l) = 3 && test $(find . -type f -perm -660 | wc -l) = 1");
        found.WaitForExit();
        Assert.Equal(0, found.ExitCode);
        Assert.NotEqual(4711u, FileSystem.GroupOf(folder.Outside));
        using var outside = folder.Start("test $(find ../outside -group 4711 | wc -l) = 0");
        outside.WaitForExit();
        Assert.Equal(0, outside.ExitCode);
    }
}
