using System.Runtime.InteropServices;
using System.Text;

namespace JobFlows.Pods.Linux;

/// <summary>Calls relative to an open folder. Names are bytes that end with a NUL, any bytes, and links are never followed.</summary>
internal static unsafe partial class FileSystem
{
    public const int NotPermitted = 1;
    public const int Missing = 2;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NotAFolder = 20;
    public const int IsAFolder = 21;
    public const int NotEmpty = 39;

    private const int OwnerAll = 0b111_000_000;
    private const int EmptyPath = 0x1000;
    private const int RemoveFolder = 0x200;
    private const int PathOnly = 0x200000;

    // On ARM the kernel has these bits elsewhere.
    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
    private static readonly int FolderOnly = Arm ? 0x4000 : 0x10000;
    private static readonly int NoLink = Arm ? 0x8000 : 0x20000;

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(int folder, byte* name, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int UnlinkAt(int folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "fchownat", SetLastError = true)]
    private static partial int ChangeOwnerAt(int folder, byte* name, uint user, uint group, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int StatAt(int folder, byte* name, int flags, uint mask, byte* result);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int ChangeMode(int file, int mode);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeMode(string path, int mode);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, long* argument);

    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    public static partial nint OpenStream(int folder);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    public static partial byte* ReadStream(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir", SetLastError = true)]
    public static partial int CloseStream(nint stream);

    /// <summary>Opens a folder; -1 when it can't be, or is a link.</summary>
    public static int OpenFolder(string path) => LibC.Open(path, FolderOnly | NoLink | LibC.CloseOnExec, 0);

    /// <summary>Opens a folder in a folder; -1 when it can't be.</summary>
    public static int OpenFolder(int folder, byte* name) => OpenAt(folder, name, FolderOnly | NoLink | LibC.CloseOnExec, 0);

    /// <summary>Removes a file or an empty folder; an errno tells why not.</summary>
    public static int Remove(int folder, byte* name, bool isFolder) =>
        UnlinkAt(folder, name, isFolder ? RemoveFolder : 0) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Looks at what has that name, or, without a name, at the folder itself; null when it is gone.</summary>
    public static FileFacts? Look(int folder, byte* name)
    {
        const int linksOffset = 16;
        const int groupOffset = 24;
        const int modeOffset = 28;
        const int inodeOffset = 32;
        const int blocksOffset = 48;
        const int majorOffset = 136;
        const int minorOffset = 140;
        const int blockSize = 512;
        byte none = 0;
        var result = stackalloc byte[256];
        return StatAt(folder, name is null ? &none : name, DoNotFollow | EmptyPath, BasicStats, result) != 0 ? null : new FileFacts(
            ((ulong)*(uint*)(result + majorOffset) << 32) | *(uint*)(result + minorOffset),
            *(ulong*)(result + inodeOffset),
            *(uint*)(result + linksOffset),
            *(uint*)(result + groupOffset),
            *(ushort*)(result + modeOffset),
            *(long*)(result + blocksOffset) * blockSize);
    }

    /// <summary>Gives a file to a group and, unless it is a link, lets <paramref name="mode"/> say what its permissions are then.</summary>
    /// <returns>What it was before; null when it is gone.</returns>
    /// <exception cref="IOException">This account may not.</exception>
    public static FileFacts? Give(int folder, byte* name, uint group, Func<FileFacts, int> mode)
    {
        // What is changed is what was looked at, whatever gets the name meanwhile.
        byte none = 0;
        var file = OpenAt(folder, name, PathOnly | NoLink | LibC.CloseOnExec, 0);
        if (file < 0)
        {
            return Marshal.GetLastPInvokeError() == Missing ? null : throw LibC.Fault(Print(name));
        }

        try
        {
            var facts = Look(file, null) ?? throw LibC.Fault(Print(name));
            if (ChangeOwnerAt(file, &none, uint.MaxValue, group, EmptyPath) != 0)
            {
                throw LibC.Fault($"chown {Print(name)}");
            }

            if (facts.Kind != FileKind.Link && ChangeMode($"/proc/self/fd/{file}", mode(facts)) != 0)
            {
                throw LibC.Fault($"chmod {Print(name)}");
            }

            return facts;
        }
        finally
        {
            _ = LibC.Close(file);
        }
    }

    /// <summary>Lets this account, if it is the owner, do anything with what is in the folder.</summary>
    public static void Unlock(string folder)
    {
        const int currentFolder = -100;
        fixed (byte* name = Encoding.UTF8.GetBytes(folder + '\0'))
        {
            Unlock(currentFolder, name);
        }
    }

    /// <summary>The same for an open folder.</summary>
    public static void Unlock(int folder)
    {
        _ = ChangeMode(folder, OwnerAll);
        Thaw(folder);
    }

    /// <summary>The same for what has that name.</summary>
    public static void Unlock(int folder, byte* name)
    {
        if (Look(folder, name) is not { Kind: FileKind.Directory or FileKind.File } facts)
        {
            return;
        }

        if (facts.Kind == FileKind.Directory && OpenAt(folder, name, PathOnly | FolderOnly | NoLink | LibC.CloseOnExec, 0) is var path and >= 0)
        {
            _ = ChangeMode($"/proc/self/fd/{path}", OwnerAll);
            _ = LibC.Close(path);
        }

        if (OpenAt(folder, name, NoLink | LibC.NonBlocking | LibC.CloseOnExec, 0) is var file and >= 0)
        {
            Thaw(file);
            _ = LibC.Close(file);
        }
    }

    /// <summary>The name as text, for people.</summary>
    public static string Print(byte* name) => Marshal.PtrToStringUTF8((nint)name)!;

    // As chattr -i -a does.
    private static void Thaw(int file)
    {
        const nuint getFlags = 0x80086601;
        const nuint setFlags = 0x40086602;
        const long frozen = 0x10 | 0x20;
        long flags = 0;
        if (Control(file, getFlags, &flags) == 0 && (flags & frozen) != 0)
        {
            flags &= ~frozen;
            _ = Control(file, setFlags, &flags);
        }
    }
}
