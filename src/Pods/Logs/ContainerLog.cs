using System.Buffers;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Logs;

/// <summary>Writes the log of one run of a container: a file, and another when that is full.</summary>
internal sealed unsafe class ContainerLog : IDisposable
{
    private const int CreateForAppend = 0x40 | 0x400 | 0x1;

    private readonly LogLimits limits;
    private readonly CriStream standardOutput = new("stdout");
    private readonly CriStream standardError = new("stderr");
    private string file;
    private int descriptor;
    private long size;

    /// <summary>Creates the file.</summary>
    /// <exception cref="IOException">It could not be created.</exception>
    public ContainerLog(string file, LogLimits limits)
    {
        (this.file, this.limits) = (file, limits);
        descriptor = Create(file);
        if (descriptor < 0)
        {
            throw LibC.Fault(file);
        }
    }

    /// <summary>Adds what the container wrote; it is in the file when this returns.</summary>
    /// <param name="error">Whether it came from standard error.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="now">When.</param>
    /// <param name="scratch">Room to work in, emptied afterwards.</param>
    public void Append(bool error, ReadOnlySpan<byte> data, DateTimeOffset now, ArrayBufferWriter<byte> scratch)
    {
        (error ? standardError : standardOutput).Append(data, now, scratch);
        Flush(scratch);
        if (IsFull)
        {
            BeginNext();
        }
    }

    /// <summary>Writes what is left and marks the file as finished.</summary>
    public void Finish(DateTimeOffset now, ArrayBufferWriter<byte> scratch)
    {
        standardOutput.Finish(now, scratch);
        standardError.Finish(now, scratch);
        Flush(scratch);
        LogFiles.Finish(file);
        Dispose();
    }

    public void Dispose()
    {
        if (descriptor >= 0)
        {
            _ = LibC.Close(descriptor);
            descriptor = -1;
        }
    }

    // Lines stay whole, except those that would fill a file by themselves.
    private bool IsFull => size >= 2 * limits.FileBytes || (size >= limits.FileBytes && !standardOutput.IsInsideLine && !standardError.IsInsideLine);

    private static int Create(string file) => LibC.Open(file, CreateForAppend | LibC.CloseOnExec, 0b110_100_100);

    // The next is there before this one is finished: a reader that sees the one sees the other.
    private void BeginNext()
    {
        var next = LogFiles.Step(file, 1);
        var created = Create(next);
        if (created < 0)
        {
            Console.Error.WriteLine($"{LibC.Fault(next).Message}: the log goes on in the old file");
            size = 0;
            return;
        }

        LogFiles.Finish(file);
        _ = LibC.Close(descriptor);
        (file, descriptor, size) = (next, created, 0);
        File.Delete(LogFiles.Step(file, -limits.Files));
    }

    // A full disk loses log lines; it must not stop the pods.
    private void Flush(ArrayBufferWriter<byte> scratch)
    {
        var left = scratch.WrittenSpan;
        fixed (byte* start = left)
        {
            nint written = 0;
            while (written < left.Length)
            {
                var step = LibC.Write(descriptor, start + written, left.Length - written);
                if (step < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == LibC.Eintr)
                {
                    continue;
                }

                if (step <= 0)
                {
                    Console.Error.WriteLine($"{LibC.Fault(file).Message}: log lines are lost");
                    break;
                }

                written += step;
                size += step;
            }
        }

        scratch.ResetWrittenCount();
    }
}
