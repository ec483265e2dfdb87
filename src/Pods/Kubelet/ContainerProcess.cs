using System.Runtime.InteropServices;
using JobFlows.Domain.Core;
using JobFlows.Pods.Execution;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Linux.Init;
using JobFlows.Pods.Logs;

namespace JobFlows.Pods.Kubelet;

/// <summary>One run of a container: its main process, its output, and what it leaves behind. Lives on the event loop.</summary>
/// <remarks>The main process is the command itself, or what runs it; a subclass says how the command is reached then.</remarks>
internal unsafe partial class ContainerProcess
{
    private const int PidFdOpen = 434;
    private const int ByPidFd = 3;
    private const int Exited = 4;
    private const int NoHang = 1;
    private const int KeepWaitable = 0x01000000;

    // A pipe holds at most 1 MiB; whoever still writes into it after the end is not listened to any longer.
    private const int MostReadsAtEnd = 20;

    private static readonly TimeSpan SweepPause = TimeSpan.FromMilliseconds(5);

    private readonly Node node;
    private readonly SpawnRequest command;
    private readonly ContainerIsolation isolation;
    private readonly bool sandboxed;
    private readonly ContainerLog log;
    private readonly string podMark;
    private readonly string containerMark;
    private readonly Action<ContainerExit> ended;
    private readonly StandardStreams streams;
    private int process;
    private int pidFd = -1;
    private int output = -1;
    private int errors = -1;
    private int status = -1;

    private protected ContainerProcess(
        Node node,
        SpawnRequest command,
        ContainerIsolation isolation,
        bool sandboxed,
        StandardStreams streams,
        ContainerLog log,
        string podMark,
        string containerMark,
        Action<ContainerExit> ended)
    {
        this.node = node;
        this.command = command;
        this.isolation = isolation;
        this.sandboxed = sandboxed;
        this.streams = streams;
        this.log = log;
        this.podMark = podMark;
        this.containerMark = containerMark;
        this.ended = ended;
    }

    /// <summary>Starts the process.</summary>
    /// <param name="node">Loop, clock and buffers.</param>
    /// <param name="command">What to start; its descriptors are added here.</param>
    /// <param name="container">Says which standard streams it has.</param>
    /// <param name="isolation">What keeps it apart.</param>
    /// <param name="log">Gets the output.</param>
    /// <param name="sandboxed">The program is bwrap, which tells on descriptor 4 how the command ended.</param>
    /// <param name="marks">Variables that only processes of this pod, and of this container, carry.</param>
    /// <param name="ended">Called once, when the process has ended and nothing of it is left.</param>
    /// <param name="error">The errno when it could not be started.</param>
    public static ContainerProcess? Start(
        Node node,
        SpawnRequest command,
        Container container,
        ContainerIsolation isolation,
        ContainerLog log,
        bool sandboxed,
        (string Pod, string Container) marks,
        Action<ContainerExit> ended,
        out int error)
    {
        var streams = StandardStreams.Open(container, node.NullDevice);
        if (command.StreamsOwner is { } owner)
        {
            streams.GiveTo(owner);
        }

        var run = new ContainerProcess(node, command, isolation, sandboxed, streams, log, marks.Pod, marks.Container, ended);
        error = run.Spawn();
        return error == 0 ? run : null;
    }

    /// <summary>What the API shows as its id; null for one made of the pod's.</summary>
    public virtual string? ContainerId => null;

    /// <summary>Calls back once the command runs, which may be at once, and never once the process has ended.</summary>
    public virtual void WhenStarted(Action action) => action();

    /// <summary>Asks the main process to end.</summary>
    /// <param name="signal">The signal's name such as <c>SIGUSR1</c>, or null for <c>SIGTERM</c>.</param>
    public virtual void Terminate(string? signal = null) => Signal(SignalNumbers.Of(signal) ?? LibC.SigTerm);

    /// <summary>Kills the main process and all that descend from it.</summary>
    public virtual void KillAll()
    {
        var descendants = ProcessTree.Descendants(process);
        _ = LibC.Kill(-process, LibC.SigKill);
        foreach (var descendant in descendants)
        {
            _ = LibC.Kill(descendant, LibC.SigKill);
        }
    }

    /// <summary>Starts the main process.</summary>
    /// <returns>Zero, or the errno that says why it could not be started; then nothing is left open.</returns>
    private protected int Spawn()
    {
        var tells = sandboxed || isolation.Init is not null;
        var (statusRead, statusWrite) = tells ? Descriptors.Pipe() : (-1, -1);

        // 3 and 4 are for init or, 4 alone, for bwrap: what the two tell can't be mistaken for each other's.
        const int none = -1;
        var script = isolation.Init is null ? none : isolation.Script.Open();
        var request = command with { Descriptors = [.. streams.Child, isolation.Init is null ? none : statusWrite, sandboxed ? statusWrite : script] };
        var error = ProcessSpawner.Spawn(isolation.Apply(streams.HasTerminal ? OwnTerminal.Give(request, sandboxed) : request), out process);
        if (script >= 0)
        {
            _ = LibC.Close(script);
        }

        if (error == 0 && isolation is { Init: null, Group: { } group })
        {
            group.Add(process);
        }

        streams.CloseChildSide();
        if (tells)
        {
            Descriptors.MakeNonBlocking(statusRead);
            _ = LibC.Close(statusWrite);
        }

        output = streams.Output;
        errors = streams.Errors;
        status = statusRead;
        if (error != 0)
        {
            CloseAll();
            streams.CloseInput();
            return error;
        }

        Watch();
        return 0;
    }

    /// <summary>Finds out what else is to be known of the end, and clears up; then calls back.</summary>
    private protected virtual void Settle(ContainerExit exit, Action<ContainerExit> settled) => settled(exit);

    // Init and bwrap are deaf to it, so it waits until they have started the command.
    private void Signal(int signal)
    {
        if (pidFd < 0)
        {
            return;
        }

        if (MainProcess() is { } main)
        {
            _ = LibC.Kill(main, signal);
        }
        else
        {
            node.Loop.After(SandboxPause, () => Signal(signal));
        }
    }

    // The command, or what stands for it: the oldest child of init or bwrap. Null while it is still being started.
    private int? MainProcess() =>
        isolation.Init is null && !sandboxed ? process : ProcessTree.Children(process) is [var child, ..] ? child : null;

    private void Watch()
    {
        pidFd = (int)LibC.SystemCall(PidFdOpen, process, 0);
        if (pidFd < 0)
        {
            throw LibC.Fault("pidfd_open");
        }

        node.Loop.Watch(pidFd, OnExit);
        WatchOutput();
    }

    // One block at a time, so that a container that writes much does not keep the others waiting.
    private bool ReadSome(ref int descriptor, bool error)
    {
        if (descriptor < 0)
        {
            return false;
        }

        fixed (byte* buffer = node.ReadBuffer)
        {
            var length = LibC.Read(descriptor, buffer, node.ReadBuffer.Length);
            if (length > 0)
            {
                log.Append(error, node.ReadBuffer.AsSpan(0, (int)length), node.Time.GetUtcNow(), node.Scratch);
                Show(error, node.ReadBuffer.AsSpan(0, (int)length));
                return true;
            }

            if (length < 0 && Marshal.GetLastPInvokeError() is LibC.Eagain or LibC.Eintr)
            {
                return false;
            }
        }

        node.Loop.Close(descriptor);
        descriptor = -1;
        return false;
    }

    private void OnExit()
    {
        var information = stackalloc int[32];
        if (pidFd < 0 || LibC.WaitId(ByPidFd, pidFd, information, Exited | NoHang | KeepWaitable) != 0 || information[4] == 0)
        {
            return;
        }

        // Before its exit is taken its number can't have gone to someone else, so the signal can only reach its group.
        _ = LibC.Kill(-process, LibC.SigKill);
        _ = LibC.WaitId(ByPidFd, pidFd, information, Exited | NoHang);
        node.Loop.Close(pidFd);
        pidFd = -1;
        KillExecs();
        var exitedNormally = information[2] == 1;
        var exit = new ContainerExit(exitedNormally ? information[6] : 128 + information[6], node.Time.GetUtcNow(), CommandRan: true);
        exit = exit with { OutOfMemory = isolation.Group?.RanOutOfMemory() == true };
        Settle(status < 0 ? exit : ReadStatus(exit), Sweep);
    }

    // Init writes only when it can't start the command, and bwrap "exit-code" only when it could.
    private ContainerExit ReadStatus(ContainerExit exit)
    {
        fixed (byte* buffer = node.ReadBuffer)
        {
            var told = node.ReadBuffer.AsSpan(0, (int)Math.Max(0, LibC.Read(status, buffer, node.ReadBuffer.Length)));
            var problem = InitProblem.Read(told);
            var said = problem?.Describe(isolation.Script, command.WorkingDirectory!, command.Path);
            return exit with { Problem = said, CommandRan = problem is null && (!sandboxed || told.IndexOf("\"exit-code\""u8) >= 0) };
        }
    }

    private void Sweep(ContainerExit exit)
    {
        if (!IsClear() | execs.Any(exec => !exec.Over))
        {
            node.Loop.After(SweepPause, () => Sweep(exit));
            return;
        }

        for (var i = 0; i < MostReadsAtEnd && (ReadSome(ref output, error: false) | ReadSome(ref errors, error: true)); i++)
        {
        }

        CloseAll();
        FinishAttachments();
        log.Finish(node.Time.GetUtcNow(), node.Scratch);
        ended(exit);
    }

    /// <summary>It will never be started: tells so, and leaves nothing open.</summary>
    private protected void Abandon(ContainerExit exit)
    {
        streams.CloseChildSide();
        (output, errors) = (streams.Output, streams.Errors);
        CloseAll();
        KillExecs();
        FinishAttachments();
        log.Finish(node.Time.GetUtcNow(), node.Scratch);
        ended(exit);
    }

    /// <summary>Clears up behind the process that has ended; false when that takes another moment.</summary>
    /// <remarks>With a PID namespace the kernel has cleared up before init's exit could be seen.</remarks>
    private protected virtual bool IsClear()
    {
        var clear = isolation.Init is not null || Leftovers.Clear(process, podMark, containerMark);
        return clear && isolation.Group?.TryRemove() != false;
    }

    private void CloseAll()
    {
        foreach (var descriptor in (ReadOnlySpan<int>)[output, errors, status])
        {
            if (descriptor >= 0)
            {
                node.Loop.Close(descriptor);
            }
        }

        output = errors = status = -1;
    }
}
