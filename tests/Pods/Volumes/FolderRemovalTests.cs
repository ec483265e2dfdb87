using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Tests.Volumes;

public sealed class FolderRemovalTests
{
    public static TheoryData<string, string> Trees => new()
    {
        { "ordinary", "mkdir a; echo x > a/b; echo y > c" },
        { "names that are no text", "mkdir \"$(printf 'bad\\377name')\"; cd \"$(printf 'bad\\377name')\"; touch \"$(printf '\\200')\" \"$(printf 'new\\nline')\"" },
        { "deeper than a path may be", HostileFolder.Deep },
        { "not to be looked into", "mkdir -p a/b/c; touch a/b/c/d; chmod 000 a/b/c a/b a ." },
        { "not to be written", "mkdir -p a/b; touch a/b/c; chmod 555 a/b a ." },
        { "links to the outside", "ln -s ../outside a; ln -s ../outside/file b; mkdir c; ln -s ../../outside c/d; ln ../outside/file e" },
        { "pipes and links to nowhere", "mkfifo a; ln -s b b" },
        { "more folders than descriptors", "mkdir $(seq -f 'd%g' 5000); for i in $(seq 5000); do echo > d$i/f; done" },
        { "empty", "true" },
    };

    [Theory]
    [MemberData(nameof(Trees))]
    public void Delete_LeavesNothing(string name, string script)
    {
        using var folder = new HostileFolder(script);

        FolderRemoval.Delete(folder.Path);

        Assert.False(Directory.Exists(folder.Path), name);
        Assert.True(folder.IsOutsideUntouched);
    }

    [Fact]
    public void Delete_NothingThere_IsFine()
    {
        using var folder = new HostileFolder("true");

        FolderRemoval.Delete(Path.Combine(folder.Path, "nothing"));
    }

    [Theory]
    [InlineData("cd ..; rmdir folder; ln -s outside folder")]
    [InlineData("cd ..; rmdir folder; ln -s nowhere folder")]
    [InlineData("cd ..; rmdir folder; touch folder")]
    public void Delete_NoFolder_DeletesWhatIsThere(string script)
    {
        using var folder = new HostileFolder(script);

        FolderRemoval.Delete(folder.Path);

        Assert.False(Path.Exists(folder.Path) || new FileInfo(folder.Path).LinkTarget is not null);
        Assert.True(folder.IsOutsideUntouched);
    }

    [Fact]
    public void Delete_AnotherDeletesItToo_BothSucceed()
    {
        using var folder = new HostileFolder("for i in $(seq 200); do mkdir -p a$i/b/c; touch a$i/b/c/d; done");

        Parallel.For(0, 4, _ => FolderRemoval.Delete(folder.Path));

        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public async Task Begin_FoldersAreMovedMeanwhile_LeavesNothingOnceThatEnds()
    {
        using var folder = new HostileFolder("for i in $(seq 20); do mkdir -p a$i/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u; done");
        using var mover = folder.Start("for i in $(seq 20); do mv a$i/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p moved$i; done 2>/dev/null; true");

        await FolderRemoval.Begin(folder.Path);
        await mover.WaitForExitAsync();
        FolderRemoval.Delete(folder.Path);

        Assert.False(Directory.Exists(folder.Path));
        Assert.True(folder.IsOutsideUntouched);
    }

    [Fact]
    public async Task Begin_WhatIsToStayCannotBeMoved_DeletesTheRest()
    {
        using var folder = new HostileFolder("touch a");

        await FolderRemoval.Begin(folder.Path, () => throw new IOException("no space"));

        Assert.False(Directory.Exists(folder.Path));
    }
}
