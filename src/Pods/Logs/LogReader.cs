using System.Buffers;
using JobFlows.Workflows.Pods;
using Microsoft.Win32.SafeHandles;

namespace JobFlows.Pods.Logs;

/// <summary>Reads the log of a container the way <c>pods/log</c> asks for it.</summary>
/// <param name="query">What is asked for.</param>
/// <param name="output">Where it goes.</param>
/// <param name="poll">How often to look for more when following.</param>
internal sealed class LogReader(LogQuery query, Stream output, TimeSpan poll)
{
    private const int Block = 128 * 1024;

    private readonly CriParser parser = new(query);
    private readonly ArrayBufferWriter<byte> text = new(Block);
    private long room = query.LimitBytes ?? long.MaxValue;
    private bool begun;

    /// <summary>Copies a run's log, and with <see cref="LogQuery.Follow"/> what is added until the run has ended.</summary>
    /// <param name="folder">The container's folder.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>False when there is no such log: its pod may just have been removed.</returns>
    public async Task<bool> CopyAsync(string folder, int run, CancellationToken cancellation)
    {
        var files = LogFiles.OfRun(folder, run);
        if (files.Count == 0)
        {
            return false;
        }

        // The tail is that of the first run that is read. Who doesn't follow gets what is there now, however fast the container writes more.
        var (path, position) = query.TailLines is { } lines && !begun ? LogTail.Find(files, lines) : (files[0], 0);
        var last = query.Follow ? null : files[^1];
        var end = last is null || !File.Exists(last) ? long.MaxValue : new FileInfo(last).Length;
        begun = true;
        for (var next = path; next is not null && room > 0; position = 0)
        {
            path = next;
            next = await CopyFileAsync(path, position, path == last ? end : long.MaxValue, cancellation) ? LogFiles.After(path, last) : null;
        }

        return true;
    }

    /// <summary>Whether as many bytes as were wanted have been read.</summary>
    public bool IsDone => room <= 0;

    // Whether the file is finished, so that another may follow.
    private async Task<bool> CopyFileAsync(string path, long position, long end, CancellationToken cancellation)
    {
        using var file = TryOpen(path);
        while (file is not null)
        {
            var finished = LogFiles.IsFinished(path);
            position = await CopyPresentAsync(file, position, end, cancellation);
            await output.FlushAsync(cancellation);
            if (!query.Follow || finished || room <= 0)
            {
                return finished;
            }

            await Task.Delay(poll, cancellation);
        }

        return true;
    }

    private static SafeFileHandle? TryOpen(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private async Task<long> CopyPresentAsync(SafeFileHandle file, long position, long end, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            while (room > 0 && position < end)
            {
                var most = (int)Math.Min(Block, end - position);
                var length = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, most), position, cancellation);
                var whole = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                if (whole == 0)
                {
                    break;
                }

                parser.Take(buffer.AsSpan(0, whole), text);
                position += whole;
                var size = (int)Math.Min(room, text.WrittenCount);
                await output.WriteAsync(text.WrittenMemory[..size], cancellation);
                room -= size;
                text.ResetWrittenCount();
            }

            return position;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
