using System.Buffers;
using System.Runtime.InteropServices;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Execution;

/// <summary>The writing end of a pipe whose reader may be slow: what doesn't fit is kept and written later. Lives on the event loop.</summary>
internal sealed unsafe class PatientPipe
{
    private readonly EventLoop loop;
    private readonly Action drained;
    private readonly ArrayBufferWriter<byte> kept = new();
    private int descriptor;
    private int written;
    private bool last;

    /// <param name="loop">The loop.</param>
    /// <param name="descriptor">The pipe, owned by this; -1 for none.</param>
    /// <param name="drained">Called when nothing is kept any longer, be it written or given up.</param>
    public PatientPipe(EventLoop loop, int descriptor, Action drained)
    {
        (this.loop, this.descriptor, this.drained) = (loop, descriptor, drained);
        if (descriptor >= 0)
        {
            Descriptors.MakeNonBlocking(descriptor);
        }
    }

    /// <summary>Whether something waits to be written: a good moment not to offer more.</summary>
    public bool IsFull => kept.WrittenCount > 0;

    /// <summary>Writes the data, now or later; drops it when nobody reads.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        if (descriptor < 0)
        {
            return;
        }

        if (!IsFull)
        {
            data = data[Put(data)..];
            if (data.IsEmpty || descriptor < 0)
            {
                return;
            }

            loop.WhenReady(descriptor, write: true, Flush);
        }

        kept.Write(data);
    }

    /// <summary>Closes the pipe once all is written.</summary>
    public void Finish()
    {
        last = true;
        if (!IsFull)
        {
            Close();
        }
    }

    /// <summary>Closes the pipe and drops what is kept.</summary>
    public void Close()
    {
        if (descriptor >= 0)
        {
            loop.Close(descriptor);
            descriptor = -1;
        }

        if (IsFull)
        {
            kept.ResetWrittenCount();
            written = 0;
            drained();
        }
    }

    private void Flush()
    {
        written += Put(kept.WrittenSpan[written..]);
        if (descriptor < 0)
        {
            return;
        }

        if (written < kept.WrittenCount)
        {
            loop.WhenReady(descriptor, write: true, Flush);
            return;
        }

        kept.ResetWrittenCount();
        written = 0;
        if (last)
        {
            Close();
        }

        drained();
    }

    // How much went through; all of it when nobody reads any more.
    private int Put(ReadOnlySpan<byte> data)
    {
        var done = 0;
        fixed (byte* start = data)
        {
            while (done < data.Length)
            {
                var step = LibC.Write(descriptor, start + done, data.Length - done);
                if (step > 0)
                {
                    done += (int)step;
                    continue;
                }

                if (Marshal.GetLastPInvokeError() == LibC.Eintr)
                {
                    continue;
                }

                if (Marshal.GetLastPInvokeError() != LibC.Eagain)
                {
                    Close();
                    return data.Length;
                }

                break;
            }
        }

        return done;
    }
}
