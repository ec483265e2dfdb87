using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Tests.Volumes;

public sealed class FolderSizeTests
{
    private const long Megabyte = 1_000_000;

    [Theory]
    [InlineData("head -c 1000000 /dev/zero > a")]
    [InlineData("head -c 1000000 /dev/zero > a; ln a b; mkdir c; ln a c/d")]
    [InlineData("mkdir \"$(printf 'bad\\377name')\"; head -c 1000000 /dev/zero > \"$(printf 'bad\\377name')/\"$(printf '\\200')")]
    [InlineData("head -c 1000000 /dev/zero > a; ln -s ../outside b; ln -s .. c")]
    public void Of_OneMegabyte_IsThat(string script)
    {
        using var folder = new HostileFolder(script);
        File.WriteAllBytes(Path.Combine(folder.Outside, "large"), new byte[5 * Megabyte]);

        Assert.InRange(FolderSize.Of(folder.Path).Bytes, Megabyte, Megabyte + 100_000);
    }

    [Fact]
    public void Of_DeeperThanAPathMayBe_CountsTheBottom()
    {
        using var folder = new HostileFolder(HostileFolder.Deep);

        var use = FolderSize.Of(folder.Path);

        Assert.Equal(302, use.Files);
        Assert.InRange(use.Bytes, Megabyte, Megabyte + (303 * 8192));
    }

    [Fact]
    public void Of_LinkInItsPlace_IsNothing()
    {
        using var folder = new HostileFolder("cd ..; rmdir folder; ln -s outside folder");

        Assert.Equal(default, FolderSize.Of(folder.Path));
    }

    [Fact]
    public void Of_NothingThere_IsNothing() => Assert.Equal(default, FolderSize.Of("/nowhere/at/all"));

    [Fact]
    public void Of_SparseFile_IsWhatItTakes()
    {
        using var folder = new HostileFolder("truncate -s 1G a");

        Assert.InRange(FolderSize.Of(folder.Path).Bytes, 0, 100_000);
    }
}
