using System.Runtime.InteropServices;

namespace JobFlows.Pods.Linux;

/// <summary>A pipe's end or a terminal as a stream. Nothing blocks a thread, however long it takes. For one reader or one writer.</summary>
internal sealed class DescriptorStream : Stream
{
    private const int BadDescriptor = 9;

    private readonly EventLoop loop;
    private readonly int descriptor;
    private readonly bool writes;
    private readonly Lock gate = new();
    private volatile TaskCompletionSource? waiting;
    private volatile bool ending;
    private bool closed;

    /// <param name="loop">Tells when there is something to do.</param>
    /// <param name="descriptor">The descriptor, owned by this.</param>
    /// <param name="writes">Whether it is for writing.</param>
    public DescriptorStream(EventLoop loop, int descriptor, bool writes)
    {
        (this.loop, this.descriptor, this.writes) = (loop, descriptor, writes);
        Descriptors.MakeNonBlocking(descriptor);
    }

    public override bool CanRead => !writes;

    public override bool CanWrite => writes;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is there and then ends, though someone may still hold the other side; whoever waits to write gives up.</summary>
    public void End()
    {
        ending = true;
        waiting?.TrySetResult();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var (length, error) = Try(buffer.Span);
            if (length >= 0)
            {
                return (int)length;
            }

            // A terminal whose programs have all gone says EIO.
            if (error is not (LibC.Eagain or LibC.Eintr) || (error == LibC.Eagain && ending))
            {
                return 0;
            }

            await ReadyAsync(error, cancellationToken);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var (length, error) = Try(buffer.Span);
            if (length >= 0)
            {
                buffer = buffer[(int)length..];
                continue;
            }

            if (error is not (LibC.Eagain or LibC.Eintr) || ending)
            {
                throw new IOException(LibC.Describe(error), error);
            }

            await ReadyAsync(error, cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("read asynchronously");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("written asynchronously");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (gate)
            {
                if (!closed)
                {
                    closed = true;
                    loop.Post(() => loop.Close(descriptor));
                }
            }

            End();
        }

        base.Dispose(disposing);
    }

    private unsafe (nint Length, int Error) Try(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            lock (gate)
            {
                return closed ? (-1, BadDescriptor) : (LibC.Read(descriptor, start, buffer.Length), Marshal.GetLastPInvokeError());
            }
        }
    }

    private unsafe (nint Length, int Error) Try(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            lock (gate)
            {
                return closed ? (-1, BadDescriptor) : (LibC.Write(descriptor, start, buffer.Length), Marshal.GetLastPInvokeError());
            }
        }
    }

    private async Task ReadyAsync(int error, CancellationToken cancellation)
    {
        if (error == LibC.Eintr)
        {
            return;
        }

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting = ready;
        loop.Post(() =>
        {
            // Closing is posted too, so that it can't have happened yet.
            if (!Volatile.Read(ref closed))
            {
                loop.WhenReady(descriptor, writes, () => ready.TrySetResult());
            }
        });
        if (ending)
        {
            return;
        }

        await ready.Task.WaitAsync(cancellation);
    }
}
