using System.Runtime.InteropServices;

namespace JobFlows.Pods.Linux;

/// <summary>Sends open descriptors over a unix socket (<c>SCM_RIGHTS</c>), along with a few bytes.</summary>
internal static unsafe partial class DescriptorPassing
{
    private const int SocketLevel = 1;
    private const int Rights = 1;
    private const int NoSignal = 0x4000;
    private const int CloseOnExec = 0x40000000;
    private const int HeaderSize = 16;
    private const int Most = 8;
    private const int Room = HeaderSize + (Most * sizeof(int));

    /// <summary>Sends the bytes and the descriptors, which stay open here.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public static void Send(int socket, ReadOnlySpan<byte> data, IReadOnlyList<int> descriptors)
    {
        var control = stackalloc byte[Room];
        fixed (byte* start = data)
        {
            var block = new Block { Start = start, Length = data.Length };
            var message = new Message { Blocks = &block, BlockCount = 1 };
            if (descriptors.Count > 0)
            {
                *(nint*)control = HeaderSize + (descriptors.Count * sizeof(int));
                *(int*)(control + 8) = SocketLevel;
                *(int*)(control + 12) = Rights;
                for (var i = 0; i < descriptors.Count; i++)
                {
                    ((int*)(control + HeaderSize))[i] = descriptors[i];
                }

                message.Control = control;
                message.ControlLength = HeaderSize + ((descriptors.Count + 1) / 2 * 2 * sizeof(int));
            }

            if (SendMessage(socket, &message, NoSignal) != data.Length)
            {
                throw LibC.Fault("sendmsg");
            }
        }
    }

    /// <summary>Receives bytes that are there already, and the descriptors that came with them.</summary>
    /// <returns>How many bytes; 0 when the other side has hung up.</returns>
    /// <exception cref="IOException">The other side is gone.</exception>
    public static int Receive(int socket, Span<byte> data, out IReadOnlyList<int> descriptors)
    {
        var control = stackalloc byte[Room];
        fixed (byte* start = data)
        {
            var block = new Block { Start = start, Length = data.Length };
            var message = new Message { Blocks = &block, BlockCount = 1, Control = control, ControlLength = Room };
            var length = ReceiveMessage(socket, &message, CloseOnExec);
            if (length < 0)
            {
                throw LibC.Fault("recvmsg");
            }

            var passed = message.ControlLength >= HeaderSize && *(int*)(control + 12) == Rights ? (int)((*(nint*)control - HeaderSize) / sizeof(int)) : 0;
            var received = new int[passed];
            for (var i = 0; i < passed; i++)
            {
                received[i] = ((int*)(control + HeaderSize))[i];
            }

            descriptors = received;
            return (int)length;
        }
    }

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(int socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(int socket, Message* message, int flags);

    // struct msghdr of the kernel.
    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public void* Name;
        public nint NameLength;
        public Block* Blocks;
        public nint BlockCount;
        public void* Control;
        public nint ControlLength;
        public nint Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Block
    {
        public void* Start;
        public nint Length;
    }
}
