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

        FileSystem.Give(folder, user: null, owner);
        LibC.SetMode(folder, Mode(LibC.ModeOf(folder), readOnly));
        new Gift(owner, readOnly).Make(folder);
    }

    /// <summary>Whether the folder itself is already as <see cref="Give"/> would make it (<c>fsGroupChangePolicy: OnRootMismatch</c>).</summary>
    public static bool IsGiven(string folder, uint group)
    {
        const int wanted = ReadWrite | Enter | SetGroup;
        return FileSystem.GroupOf(folder) == group && (LibC.ModeOf(folder) & wanted) == wanted;
    }

    private static int Mode(int before, bool readOnly) =>
        (before & Permissions) | (readOnly ? ReadOnly : ReadWrite) | ((FileKind)(before & ~Permissions) == FileKind.Directory ? Enter | SetGroup : 0);

    private sealed unsafe class Gift(uint group, bool readOnly) : FolderWalk
    {
        public void Make(string folder)
        {
            if (!Run(folder))
            {
                throw LibC.Fault(folder);
            }
        }

        protected override bool Visit(int folder, byte* name, bool isFolder) =>
            FileSystem.Give(folder, name, group, facts => Mode(facts.Mode, readOnly)) is { Kind: FileKind.Directory };

        protected override bool Refused(int folder, byte* name, int error) =>
            error is FileSystem.Missing or FileSystem.NotAFolder ? false : throw LibC.Fault(FileSystem.Print(name));
    }
}
