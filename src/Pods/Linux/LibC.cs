using System.Runtime.InteropServices;

namespace JobFlows.Pods.Linux;

/// <summary>The system calls that .NET has no better name for.</summary>
internal static unsafe partial class LibC
{
    public const int SigKill = 9;
    public const int SigTerm = 15;
    public const int Eintr = 4;
    public const int Eagain = 11;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const int ReadOnly = 0;
    public const int ReadWrite = 2;

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(int descriptor, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    public static partial int Pipe(int* descriptors, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    public static partial int WaitId(int idType, int id, int* information, int options);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int process, int* status, int options);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nint first, nint second);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, nint value, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "unshare")]
    public static partial int Unshare(int namespaces);

    [LibraryImport("libc", EntryPoint = "setns")]
    public static partial int SetNamespace(int descriptor, int kind);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, byte* settings);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* happened, int capacity, int timeout);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    public static partial int Spawn(int* process, byte* path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int ActionsInit(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int ActionsDestroy(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int ActionsDuplicate(void* actions, int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ActionsOpen(void* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ActionsChangeDirectory(void* actions, string path);

    // Newer than the other calls (glibc 2.34), so it is looked up.
    private static readonly delegate* unmanaged<void*, int, int> AddCloseFrom =
        (delegate* unmanaged<void*, int, int>)(NativeLibrary.TryGetExport(
            NativeLibrary.Load("libc", typeof(LibC).Assembly, null), "posix_spawn_file_actions_addclosefrom_np", out var address) ? address : 0);

    /// <summary>Has the new process close all descriptors from this one on, where the C library can.</summary>
    public static void ActionsCloseFrom(void* actions, int first)
    {
        if (AddCloseFrom is not null)
        {
            _ = AddCloseFrom(actions, first);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int AttributesInit(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int AttributesFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int AttributesDefaultSignals(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int AttributesSignalMask(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    public static partial int FillSignals(void* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial int EmptySignals(void* signals);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* buffer);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int folder, string path, int flags, uint mask, byte* result);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeDirectory(string path, int mode);

    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RemoveDirectory(string path);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeMode(string path, int mode);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string path, string target);

    /// <summary>Makes one folder, unless it is there.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    public static void MakeFolder(string path, int mode)
    {
        const int Exists = 17;
        if (MakeDirectory(path, mode) != 0 && Marshal.GetLastPInvokeError() != Exists)
        {
            throw Fault(path);
        }
    }

    /// <summary>Removes an empty folder; false when it can't be.</summary>
    public static bool RemoveFolder(string path) => RemoveDirectory(path) == 0;

    /// <summary>Sets the permission bits.</summary>
    /// <exception cref="IOException">They can't be set.</exception>
    public static void SetMode(string path, int mode)
    {
        if (ChangeMode(path, mode) != 0)
        {
            throw Fault(path);
        }
    }

    /// <summary>Makes an empty file, or empties it, with just these permissions.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    public static void MakeFile(string path, int mode)
    {
        const int EmptyForWriting = 0x241;
        var file = Open(path, EmptyForWriting | CloseOnExec, mode);
        if (file < 0)
        {
            throw Fault(path);
        }

        _ = Close(file);
        SetMode(path, mode);
    }

    /// <summary>Writes a whole file, so that it is either there with all of its content or not at all.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void WriteWhole(string path, ReadOnlySpan<byte> content)
    {
        const int CreateAnew = 0x241;
        var draft = path + ".new";
        var file = Open(draft, CreateAnew | CloseOnExec, 0b110_000_000);
        nint written = 0;
        fixed (byte* start = content)
        {
            written = file < 0 ? -1 : Write(file, start, content.Length);
        }

        var closed = file >= 0 && Close(file) == 0;
        if (written != content.Length || !closed || Rename(draft, path) != 0)
        {
            throw Fault(path);
        }
    }

    /// <summary>Type and permission bits of a file, links followed; 0 when there is none.</summary>
    public static int ModeOf(string path)
    {
        const int CurrentFolder = -100;
        const int ModeOffset = 28;
        const uint TypeAndMode = 3;
        var result = stackalloc byte[256];
        return Stat(CurrentFolder, path, 0, TypeAndMode, result) == 0 ? *(ushort*)(result + ModeOffset) : 0;
    }

    /// <summary>What kind of file it is, links followed.</summary>
    public static FileKind KindOf(string path) => (FileKind)(ModeOf(path) & 0xF000);

    /// <summary>The path without symbolic links, or null when it does not exist.</summary>
    public static string? Resolve(string path)
    {
        var buffer = stackalloc byte[4097];
        return RealPath(path, buffer) is null ? null : Marshal.PtrToStringUTF8((nint)buffer);
    }

    /// <summary>Whether this process may run the file.</summary>
    public static bool CanExecute(string path) => Access(path, 1) == 0;

    /// <summary>Text of an errno, as <c>strerror</c> has it.</summary>
    public static string Describe(int error) => Marshal.GetPInvokeErrorMessage(error);

    /// <summary>Throws the last error as an I/O fault: such a call only fails when the machine is out of something.</summary>
    public static IOException Fault(string call)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call}: {Describe(error)}", error);
    }
}
