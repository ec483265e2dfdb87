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
        // Opened all at once: however fast the container writes, what is there now can be read.
        var files = Open(folder, run);
        try
        {
            if (files.Count == 0)
            {
                return false;
            }

            // The tail is that of the first run that is read.
            var (first, position) = query.TailLines is { } lines && !begun ? LogTail.Find([.. files.Select(file => file.Handle)], lines) : (0, 0);
            begun = true;
            for (var i = first; i < files.Count; i++, position = 0)
            {
                await CopyFileAsync(files[i].Path, files[i].Handle, position, cancellation);
            }

            await FollowAsync(files[^1].Path, cancellation);
            return true;
        }
        finally
        {
            files.ForEach(file => file.Handle.Dispose());
        }
    }

    /// <summary>Whether as many bytes as were wanted have been read.</summary>
    public bool IsDone => room <= 0;

    // The files that follow one that is finished.
    private async Task FollowAsync(string path, CancellationToken cancellation)
    {
        while (query.Follow && !IsDone && LogFiles.After(path) is { } next)
        {
            using var file = TryOpen(path = next);
            if (file is not null)
            {
                await CopyFileAsync(path, file, 0, cancellation);
            }
        }
    }

    private static List<(string Path, SafeFileHandle Handle)> Open(string folder, int run)
    {
        List<(string Path, SafeFileHandle Handle)> opened = [];
        while (opened.Count == 0 && LogFiles.OfRun(folder, run) is { Count: > 0 } files)
        {
            opened.AddRange(files.Select(file => (Path: file, Handle: TryOpen(file))).Where(file => file.Handle is not null)!);
        }

        return opened;
    }

    private async Task CopyFileAsync(string path, SafeFileHandle file, long position, CancellationToken cancellation)
    {
        var end = query.Follow ? long.MaxValue : RandomAccess.GetLength(file);
        while (true)
        {
            var finished = LogFiles.IsFinished(path);
            position = await CopyPresentAsync(file, position, end, cancellation);
            await output.FlushAsync(cancellation);
            if (!query.Follow || finished || IsDone)
            {
                return;
            }

            await Task.Delay(poll, cancellation);
        }
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
