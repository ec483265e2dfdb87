namespace JobFlows.Pods.Linux;

/// <summary>Kinds of files, as in <c>st_mode</c>.</summary>
internal enum FileKind
{
    Missing = 0,
    Pipe = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    File = 0x8000,
    Link = 0xA000,
    Socket = 0xC000,
}
