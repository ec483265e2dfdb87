namespace JobFlows.Pods.Linux;

/// <summary>What a file system says of a file.</summary>
/// <param name="Device">The file system it is on.</param>
/// <param name="Inode">Its number there; all of its names share it.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="Group">Whose group's it is.</param>
/// <param name="Mode">Type and permission bits.</param>
/// <param name="Bytes">What it takes on disk.</param>
internal readonly record struct FileFacts(ulong Device, ulong Inode, uint Links, uint Group, int Mode, long Bytes)
{
    /// <summary>What kind of file it is.</summary>
    public FileKind Kind => (FileKind)(Mode & 0xF000);
}
