using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>Measures folders as <c>du -x</c> does: a file with many names counts once, and what is mounted in the folder doesn't.</summary>
internal sealed unsafe class FolderSize : FolderWalk
{
    private readonly HashSet<ulong> linked = [];
    private ulong device;
    private DiskUse sum;

    private FolderSize()
    {
    }

    /// <summary>What the folder takes, which may change meanwhile; nothing when it isn't there.</summary>
    public static DiskUse Of(string folder)
    {
        var walk = new FolderSize();
        walk.Run(folder);
        return walk.sum;
    }

    protected override void Begin(FileFacts top)
    {
        device = top.Device;
        Add(top);
    }

    protected override bool Visit(int folder, byte* name, bool isFolder)
    {
        if (FileSystem.Look(folder, name) is not { } facts || facts.Device != device)
        {
            return false;
        }

        if (isFolder || facts.Links == 1 || linked.Add(facts.Inode))
        {
            Add(facts);
        }

        return isFolder;
    }

    private void Add(FileFacts facts) => sum += new DiskUse(facts.Bytes, 1);
}
