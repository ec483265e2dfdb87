using System.Runtime.InteropServices;

namespace JobFlows.Pods.Linux;

/// <summary>Pipes and terminals. All descriptors close on exec.</summary>
internal static unsafe partial class Descriptors
{
    private const int SetStatusFlags = 4;
    private const int DuplicateClosing = 1030;
    private const int NoControl = 0x100;
    private const nuint UnlockTerminal = 0x40045431;
    private const nuint OpenPeer = 0x5441;
    private const nuint SetWindowSize = 0x5414;

    /// <summary>A pipe.</summary>
    /// <exception cref="IOException">There are too many already.</exception>
    public static (int Read, int Write) Pipe()
    {
        var ends = stackalloc int[2];
        return LibC.Pipe(ends, LibC.CloseOnExec) == 0 ? (ends[0], ends[1]) : throw LibC.Fault("pipe2");
    }

    /// <summary>A new terminal: the side of whoever sits before it, and the side of the program.</summary>
    /// <exception cref="IOException">There are too many already.</exception>
    public static (int Master, int Slave) Terminal()
    {
        var master = LibC.Open("/dev/ptmx", LibC.ReadWrite | NoControl | LibC.CloseOnExec, 0);
        if (master < 0)
        {
            throw LibC.Fault("/dev/ptmx");
        }

        var locked = 0;
        _ = Control(master, UnlockTerminal, &locked);
        var slave = Control(master, OpenPeer, (void*)(nint)(LibC.ReadWrite | NoControl | LibC.CloseOnExec));
        if (slave < 0)
        {
            var fault = LibC.Fault("/dev/ptmx");
            _ = LibC.Close(master);
            throw fault;
        }

        return (master, slave);
    }

    /// <summary>Reads and writes return at once from now on.</summary>
    public static void MakeNonBlocking(int descriptor) => _ = LibC.Control(descriptor, SetStatusFlags, LibC.NonBlocking);

    /// <summary>Another descriptor for the same thing.</summary>
    /// <exception cref="IOException">There are too many already.</exception>
    public static int Duplicate(int descriptor) => LibC.Control(descriptor, DuplicateClosing, 0) is var copy and >= 0 ? copy : throw LibC.Fault("fcntl");

    /// <summary>Sets a terminal's size; its programs get SIGWINCH.</summary>
    public static void Resize(int terminal, int columns, int rows)
    {
        var size = stackalloc ushort[4] { (ushort)rows, (ushort)columns, 0, 0 };
        _ = Control(terminal, SetWindowSize, size);
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, void* argument);
}
