using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>Makes a volume the property of a pod's <c>fsGroup</c>.</summary>
internal static class VolumeGroup
{
    private const int ReadWrite = 0b110_110_000;
    private const int ReadOnly = 0b100_100_000;
    private const int Enter = 0b001_001_000;
    private const int SetGroup = 0b10_000_000_000;
    private const int Permissions = 0b111_111_111_111;

    /// <summary>Gives a folder and all that is in it to the group, which may then read it, and write it unless it is for reading only.</summary>
    /// <param name="folder">The volume.</param>
    /// <param name="group">The group; null for nothing to do.</param>
    /// <param name="readOnly">Whether the volume is only read.</param>
    /// <exception cref="IOException">This account may not give files to that group.</exception>
    public static void Give(string folder, uint? group, bool readOnly)
    {
        if (group is not { } owner)
        {
            return;
        }

        GiveOne(folder, owner, readOnly, isFolder: true);
        foreach (var (path, isFolder, isLink) in FolderWalk.Entries(folder, skipForbidden: false))
        {
            if (isLink)
            {
                FileSystem.Give(path, user: null, owner);
            }
            else
            {
                GiveOne(path, owner, readOnly, isFolder);
            }
        }
    }

    /// <summary>Whether the folder itself is already as <see cref="Give"/> would make it (<c>fsGroupChangePolicy: OnRootMismatch</c>).</summary>
    public static bool IsGiven(string folder, uint group)
    {
        const int wanted = ReadWrite | Enter | SetGroup;
        return FileSystem.Look(folder)?.Group == group && (LibC.ModeOf(folder) & wanted) == wanted;
    }

    private static void GiveOne(string path, uint group, bool readOnly, bool isFolder)
    {
        FileSystem.Give(path, user: null, group);
        var more = readOnly ? ReadOnly : ReadWrite;
        LibC.SetMode(path, (LibC.ModeOf(path) & Permissions) | more | (isFolder ? Enter | SetGroup : 0));
    }
}
