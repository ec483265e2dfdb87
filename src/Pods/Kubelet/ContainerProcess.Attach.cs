using JobFlows.Pods.Execution;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Kubelet;

/// <summary>Those who are attached to the main process.</summary>
internal unsafe partial class ContainerProcess
{
    private readonly List<Attachment> attachments = [];
    private bool paused;

    /// <summary>Whether the main process has a terminal.</summary>
    public bool HasTerminal => streams.HasTerminal;

    /// <summary>Passes on what the main process writes from now on. A listener that doesn't keep up makes the process wait.</summary>
    /// <param name="output">A pipe for standard output, or -1. Owned by the attachment, as is the next.</param>
    /// <param name="errors">A pipe for standard error, or -1.</param>
    /// <param name="talks">Whether it has input for the process.</param>
    /// <param name="whenEnded">Called when the process has ended.</param>
    public Attachment Attach(int output, int errors, bool talks, Action whenEnded)
    {
        var attachment = new Attachment(
            node.Loop, output, errors, ResumeOutput, whenEnded,
            one =>
            {
                attachments.Remove(one);
                ResumeOutput();
            },
            talks ? streams.EndInput : null);
        attachments.Add(attachment);
        return attachment;
    }

    /// <summary>A descriptor to write to standard input, or the terminal; null when there is none.</summary>
    public int? ShareInput() => streams.Input < 0 ? null : Descriptors.Duplicate(streams.Input);

    private void Show(bool error, ReadOnlySpan<byte> data)
    {
        foreach (var attachment in attachments)
        {
            attachment.Show(error, data);
        }

        if (!paused && attachments.Exists(attachment => attachment.IsBehind))
        {
            paused = true;
            ForEachOutput(node.Loop.Unwatch);
        }
    }

    private void ResumeOutput()
    {
        if (paused && !attachments.Exists(attachment => attachment.IsBehind))
        {
            paused = false;
            WatchOutput();
        }
    }

    private void WatchOutput()
    {
        if (output >= 0)
        {
            node.Loop.Watch(output, () => ReadSome(ref output, error: false));
        }

        if (errors >= 0)
        {
            node.Loop.Watch(errors, () => ReadSome(ref errors, error: true));
        }
    }

    private void FinishAttachments()
    {
        foreach (var attachment in attachments.ToList())
        {
            attachment.Finish();
        }

        attachments.Clear();
        streams.CloseInput();
    }

    private void ForEachOutput(Action<int> action)
    {
        foreach (var descriptor in (ReadOnlySpan<int>)[output, errors])
        {
            if (descriptor >= 0)
            {
                action(descriptor);
            }
        }
    }
}
