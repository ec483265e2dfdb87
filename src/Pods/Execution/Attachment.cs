using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Execution;

/// <summary>Someone who listens to a container's main process, and perhaps talks to it. Lives on the event loop.</summary>
internal sealed class Attachment
{
    private readonly PatientPipe output;
    private readonly PatientPipe errors;
    private readonly Action ended;
    private readonly Action<Attachment> left;
    private readonly Action? endInput;
    private bool over;

    /// <param name="loop">The loop.</param>
    /// <param name="output">Gets standard output; -1 for nothing.</param>
    /// <param name="errors">Gets standard error; -1 for nothing.</param>
    /// <param name="drained">Called when a listener that was behind has caught up.</param>
    /// <param name="ended">Called when the container has ended.</param>
    /// <param name="left">Called when the listener has gone.</param>
    /// <param name="endInput">Called when the listener has no more input; null when it never had any.</param>
    public Attachment(EventLoop loop, int output, int errors, Action drained, Action ended, Action<Attachment> left, Action? endInput)
    {
        this.output = new PatientPipe(loop, output, drained);
        this.errors = new PatientPipe(loop, errors, drained);
        (this.ended, this.left, this.endInput) = (ended, left, endInput);
    }

    /// <summary>Whether it has not taken all it was given yet.</summary>
    public bool IsBehind => output.IsFull || errors.IsFull;

    /// <summary>Passes on what the container wrote.</summary>
    public void Show(bool error, ReadOnlySpan<byte> data) => (error ? errors : output).Write(data);

    /// <summary>The listener has no more input.</summary>
    public void EndInput() => endInput?.Invoke();

    /// <summary>The listener is gone.</summary>
    public void Detach()
    {
        if (!over)
        {
            over = true;
            EndInput();
            left(this);
            output.Close();
            errors.Close();
        }
    }

    /// <summary>The container has ended.</summary>
    public void Finish()
    {
        if (!over)
        {
            over = true;
            output.Finish();
            errors.Finish();
            ended();
        }
    }
}
