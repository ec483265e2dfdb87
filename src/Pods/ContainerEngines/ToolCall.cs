using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using JobFlows.Pods.Execution;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>One short call of the tool: its output, its errors and its exit code. Lives on the event loop.</summary>
internal sealed unsafe class ToolCall
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly Node node;
    private readonly Action<ToolResult> done;
    private readonly int[] pipes = new int[2];
    private readonly ArrayBufferWriter<byte>[] texts = [new(), new()];

    private ToolCall(Node node, SpawnRequest request, Action<ToolResult> done)
    {
        (this.node, this.done) = (node, done);
        var ends = new int[2];
        for (var i = 0; i < ends.Length; i++)
        {
            var index = i;
            (pipes[i], ends[i]) = Descriptors.Pipe();
            Descriptors.MakeNonBlocking(pipes[i]);
            node.Loop.Watch(pipes[i], () => ReadSome(index));
        }

        var process = new ExecProcess(node.Loop, new ExecCommand { Arguments = request.Arguments, Descriptors = [] }) { Ended = Finish };
        process.Spawn(request with { Descriptors = [node.NullDevice, ends[0], ends[1]] }, limit: null);
        foreach (var end in ends)
        {
            _ = LibC.Close(end);
        }
    }

    /// <summary>Begins it.</summary>
    /// <param name="node">Loop and buffers.</param>
    /// <param name="request">The command line; its descriptors are added here.</param>
    /// <param name="done">Called once, on the loop.</param>
    public static void Start(Node node, SpawnRequest request, Action<ToolResult> done) => _ = new ToolCall(node, request, done);

    private bool ReadSome(int index)
    {
        if (pipes[index] < 0)
        {
            return false;
        }

        fixed (byte* buffer = node.ReadBuffer)
        {
            var length = LibC.Read(pipes[index], buffer, node.ReadBuffer.Length);
            if (length > 0)
            {
                texts[index].Write(node.ReadBuffer.AsSpan(0, Math.Min((int)length, MostBytes - texts[index].WrittenCount)));
                return true;
            }

            if (length < 0 && Marshal.GetLastPInvokeError() is LibC.Eagain or LibC.Eintr)
            {
                return false;
            }
        }

        Close(index);
        return false;
    }

    private void Finish(ExecOutcome outcome)
    {
        for (var i = 0; i < pipes.Length; i++)
        {
            while (ReadSome(i))
            {
            }

            Close(i);
        }

        done(outcome switch
        {
            ExecOutcome.Exited exited => new ToolResult(exited.Code, Encoding.UTF8.GetString(texts[0].WrittenSpan), Encoding.UTF8.GetString(texts[1].WrittenSpan)),
            ExecOutcome.CannotRun failed => new ToolResult(-1, string.Empty, failed.Message),
            _ => new ToolResult(-1, string.Empty, "it was not started"),
        });
    }

    private void Close(int index)
    {
        if (pipes[index] >= 0)
        {
            node.Loop.Close(pipes[index]);
            pipes[index] = -1;
        }
    }
}
