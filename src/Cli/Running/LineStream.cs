using System.Text;

namespace JobFlows.Cli.Running;

/// <summary>Turns bytes into whole lines on the screen, each with a prefix; what is left without an end of line is shown at the close.</summary>
internal sealed class LineStream(Screen screen, string prefix) : Stream
{
    private readonly List<byte> open = [];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (var part in buffer)
        {
            if (part == (byte)'\n')
            {
                ShowOpen();
            }
            else
            {
                open.Add(part);
            }
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && open.Count > 0)
        {
            ShowOpen();
        }

        base.Dispose(disposing);
    }

    private void ShowOpen()
    {
        screen.Line(prefix + Encoding.UTF8.GetString([.. open]));
        open.Clear();
    }
}
