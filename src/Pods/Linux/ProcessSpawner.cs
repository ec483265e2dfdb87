using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace JobFlows.Pods.Linux;

/// <summary>Starts processes with <c>posix_spawn</c>: no copy of the parent's memory, own session, clean signals.</summary>
internal static unsafe class ProcessSpawner
{
    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;
    private const short SetSession = 0x80;

    // posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t are at most 80, 336 and 128 bytes in glibc and musl.
    private const int ActionsSize = 256;
    private const int AttributesSize = 1024;

    private const int NewPids = 0x20000000;

    private static readonly int PidNamespace = LibC.Open("/proc/self/ns/pid", LibC.ReadOnly | LibC.CloseOnExec, 0);
    private static readonly nint Attributes = MakeAttributes();

    /// <summary>Starts the process.</summary>
    /// <returns>Zero, or the errno that says why it could not be started.</returns>
    public static int Spawn(SpawnRequest request, out int process)
    {
        var actions = stackalloc byte[ActionsSize];
        _ = LibC.ActionsInit(actions);
        for (var target = 0; target < request.Descriptors.Count; target++)
        {
            if (request.Descriptors[target] >= 0)
            {
                _ = LibC.ActionsDuplicate(actions, request.Descriptors[target], target);
            }
        }

        // A session without a terminal gets the first that its leader opens. What is opened anew is closed before, hence the way through 1.
        if (request.OwnTerminal)
        {
            _ = LibC.ActionsOpen(actions, 0, "/proc/self/fd/1", LibC.ReadWrite, 0);
        }

        // What whoever started this program left open without close-on-exec is none of the new process's business.
        LibC.ActionsCloseFrom(actions, request.Descriptors.Count);

        if (request.WorkingDirectory is { } directory)
        {
            _ = LibC.ActionsChangeDirectory(actions, directory);
        }

        var arguments = Vector([request.Path, .. request.Arguments]);
        var environment = Vector([.. request.Environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        try
        {
            int child;
            var error = request.OwnPids
                ? SpawnApart(&child, actions, arguments, environment)
                : LibC.Spawn(&child, *arguments, actions, (void*)Attributes, arguments + 1, environment);
            process = child;
            return error;
        }
        finally
        {
            NativeMemory.Free(arguments);
            NativeMemory.Free(environment);
            _ = LibC.ActionsDestroy(actions);
        }
    }

    // The next child of this thread is the first process of a new namespace; those after it are ordinary again. Between the two the thread can
    // start no other thread: no code runs there that could be compiled anew, for which the runtime might want one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SpawnApart(int* process, void* actions, byte** arguments, byte** environment)
    {
        *process = 0;
        if (LibC.Unshare(NewPids) != 0)
        {
            return Marshal.GetLastSystemError();
        }

        var error = LibC.Spawn(process, *arguments, actions, (void*)Attributes, arguments + 1, environment);
        return LibC.SetNamespace(PidNamespace, NewPids) == 0 ? error : throw new IOException("setns: " + LibC.Describe(Marshal.GetLastSystemError()));
    }

    // A null-terminated array of pointers followed by the texts they point to, in one block.
    private static byte** Vector(IReadOnlyList<string> texts)
    {
        var pointers = (texts.Count + 1) * sizeof(byte*);
        var size = pointers;
        for (var i = 0; i < texts.Count; i++)
        {
            size += Encoding.UTF8.GetByteCount(texts[i]) + 1;
        }

        var block = (byte*)NativeMemory.Alloc((nuint)size);
        var vector = (byte**)block;
        var next = block + pointers;
        var end = block + size;
        for (var i = 0; i < texts.Count; i++)
        {
            vector[i] = next;
            next += Encoding.UTF8.GetBytes(texts[i], new Span<byte>(next, (int)(end - next)));
            *next++ = 0;
        }

        vector[texts.Count] = null;
        return vector;
    }

    // .NET ignores SIGPIPE and blocks others; a container starts with none of that.
    private static nint MakeAttributes()
    {
        var attributes = NativeMemory.AllocZeroed(AttributesSize);
        var signals = stackalloc byte[256];
        _ = LibC.AttributesInit(attributes);
        _ = LibC.AttributesFlags(attributes, SetSignalDefaults | SetSignalMask | SetSession);
        _ = LibC.FillSignals(signals);
        _ = LibC.AttributesDefaultSignals(attributes, signals);
        _ = LibC.EmptySignals(signals);
        _ = LibC.AttributesSignalMask(attributes, signals);
        return (nint)attributes;
    }
}
