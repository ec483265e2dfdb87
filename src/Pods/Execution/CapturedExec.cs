using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Execution;

/// <summary>A command in a container without input, of which the output and the exit code are wanted: exec probes and lifecycle hooks.</summary>
internal sealed unsafe class CapturedExec
{
    // What is left in the pipe when the process has ended; a background process may still be writing.
    private const int MostReadsAtEnd = 20;

    private readonly Node node;
    private readonly int limit;
    private readonly Action<CapturedOutput> ended;
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ExecProcess process;
    private readonly LoopTimer? timer;
    private int pipe;
    private bool timedOut;

    private CapturedExec(Node node, ContainerProcess container, IReadOnlyList<string> arguments, int limit, TimeSpan? timeout, Action<CapturedOutput> ended)
    {
        (this.node, this.limit, this.ended) = (node, limit, ended);
        (pipe, var writeEnd) = Descriptors.Pipe();
        Descriptors.MakeNonBlocking(pipe);
        node.Loop.Watch(pipe, () => ReadSome());
        process = new ExecProcess(node.Loop, new ExecCommand { Arguments = arguments, Descriptors = [node.NullDevice, writeEnd, writeEnd] })
        {
            Started = CloseWriteEnd,
            Ended = OnEnded,
        };
        if (timeout is { } patience)
        {
            timer = node.Loop.After(patience, () =>
            {
                timedOut = true;
                process.Kill();
            });
        }

        container.Run(process);

        void CloseWriteEnd()
        {
            _ = LibC.Close(writeEnd);
            writeEnd = -1;
        }

        void OnEnded(ExecOutcome outcome)
        {
            if (writeEnd >= 0)
            {
                CloseWriteEnd();
            }

            Finish(outcome);
        }
    }

    /// <summary>Begins it.</summary>
    /// <param name="node">Loop and buffers.</param>
    /// <param name="container">Where to run it.</param>
    /// <param name="arguments">The command.</param>
    /// <param name="limit">The most bytes of output and errors together to keep; what comes after is dropped.</param>
    /// <param name="timeout">When to kill it; null for never.</param>
    /// <param name="ended">Called once, on the loop.</param>
    public static CapturedExec Start(
        Node node, ContainerProcess container, IReadOnlyList<string> arguments, int limit, TimeSpan? timeout, Action<CapturedOutput> ended) =>
        new(node, container, arguments, limit, timeout, ended);

    /// <summary>Kills it; <c>ended</c> is still called.</summary>
    public void Cancel() => process.Kill();

    private bool ReadSome()
    {
        if (pipe < 0)
        {
            return false;
        }

        fixed (byte* buffer = node.ReadBuffer)
        {
            var length = LibC.Read(pipe, buffer, node.ReadBuffer.Length);
            if (length > 0)
            {
                output.Write(node.ReadBuffer.AsSpan(0, Math.Min((int)length, limit - output.WrittenCount)));
                return true;
            }

            if (length < 0 && Marshal.GetLastPInvokeError() is LibC.Eagain or LibC.Eintr)
            {
                return false;
            }
        }

        ClosePipe();
        return false;
    }

    private void Finish(ExecOutcome outcome)
    {
        timer?.Cancel();
        for (var i = 0; i < MostReadsAtEnd && ReadSome(); i++)
        {
        }

        ClosePipe();
        ended(new CapturedOutput(outcome, Encoding.UTF8.GetString(output.WrittenSpan), timedOut));
    }

    private void ClosePipe()
    {
        if (pipe >= 0)
        {
            node.Loop.Close(pipe);
            pipe = -1;
        }
    }
}
