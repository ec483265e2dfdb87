using System.Runtime.InteropServices;

namespace JobFlows.Pods.Linux;

/// <summary>Owners, links, space and mounts: what .NET does not offer of a file system.</summary>
internal static unsafe partial class FileSystem
{
    private const int DoNotFollow = 0x100;
    private const int BasicStats = 0x7ff;

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string path, string target);

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Space(string path, ulong* result);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string? source, string target, string? type, ulong flags, string? data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getegid")]
    public static partial uint EffectiveGroup();

    [LibraryImport("libc", EntryPoint = "getgroups", SetLastError = true)]
    private static partial int Groups(int size, uint* groups);

    /// <summary>This process's supplementary groups.</summary>
    public static IReadOnlyList<uint> SupplementaryGroups()
    {
        var groups = new uint[65536];
        fixed (uint* start = groups)
        {
            var count = Groups(groups.Length, start);
            return count < 0 ? [] : groups[..count];
        }
    }

    /// <summary>Gives a file, or a link itself, to a user and a group; null leaves it as it is.</summary>
    /// <exception cref="IOException">This account may not.</exception>
    public static void Give(string path, uint? user, uint? group)
    {
        if (ChangeOwner(path, user ?? uint.MaxValue, group ?? uint.MaxValue) != 0)
        {
            throw LibC.Fault($"chown {path}");
        }
    }

    /// <summary>Moves a file or link over another, in one step.</summary>
    /// <exception cref="IOException">It can't be moved.</exception>
    public static void Replace(string path, string target)
    {
        if (Rename(path, target) != 0)
        {
            throw LibC.Fault(target);
        }
    }

    /// <summary>Whose group's a folder is; null when it is gone.</summary>
    public static uint? GroupOf(string folder)
    {
        var file = OpenFolder(folder);
        var group = Look(file, null)?.Group;
        _ = file < 0 ? 0 : LibC.Close(file);
        return group;
    }

    /// <summary>The space of the file system that a folder is on; null when it doesn't tell.</summary>
    public static DiskSpace? Space(string folder)
    {
        // struct statvfs begins so with every C library of a 64-bit machine: f_bsize, f_frsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree, f_favail.
        var result = stackalloc ulong[32];
        return Space(folder, result) == 0 && result[2] > 0
            ? new DiskSpace((long)(result[2] * result[1]), (long)(result[4] * result[1]), (long)result[5], (long)result[7])
            : null;
    }

    /// <summary>
    /// Gives the calling thread, and what it starts, mounts of their own: those made from here on are nobody else's and end with this process.
    /// </summary>
    /// <returns>Whether this account may mount.</returns>
    public static bool LeaveMounts()
    {
        const int newMounts = 0x20000;
        const ulong slaveOfAll = (1UL << 19) | 0x4000;
        return Unshare(newMounts) == 0 && Mount("none", "/", null, slaveOfAll, null) == 0;
    }

    /// <summary>Mounts memory at a folder.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="bytes">How much it takes at most; null for the kernel's default.</param>
    /// <exception cref="IOException">It can't be mounted.</exception>
    public static void MountMemory(string folder, long? bytes)
    {
        const ulong noSetUidNoDevices = 2 | 4;
        if (Mount("tmpfs", folder, "tmpfs", noSetUidNoDevices, bytes is { } size ? $"mode=1777,size={size}" : "mode=1777") != 0)
        {
            throw LibC.Fault($"mount {folder}");
        }
    }

    /// <summary>Takes away what is mounted at a folder, also while it is in use.</summary>
    public static void UnmountMemory(string folder)
    {
        const int detach = 2;
        _ = Unmount(folder, detach);
    }
}
