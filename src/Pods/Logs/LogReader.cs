using System.Buffers;
using JobFlows.Workflows.Pods;
using Microsoft.Win32.SafeHandles;

namespace JobFlows.Pods.Logs;

/// <summary>Reads one log file the way <c>pods/log</c> asks for it.</summary>
internal sealed class LogReader(LogQuery query, Stream output)
{
    private const int Block = 128 * 1024;

    private readonly CriParser parser = new(query);
    private readonly ArrayBufferWriter<byte> text = new(Block);
    private long room = query.LimitBytes ?? long.MaxValue;

    /// <summary>Copies the log, and with <see cref="LogQuery.Follow"/> what is added until the file is finished.</summary>
    /// <param name="path">The file.</param>
    /// <param name="poll">How often to look for more when following.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>False when the file is not there: its pod may just have been removed.</returns>
    public async Task<bool> CopyAsync(string path, TimeSpan poll, CancellationToken cancellation)
    {
        using var file = TryOpen(path);
        if (file is null)
        {
            return false;
        }

        var position = query.TailLines is { } lines ? LogTail.Find(file, lines) : 0;
        while (true)
        {
            var finished = LogFiles.IsFinished(path);
            position = await CopyPresentAsync(file, position, cancellation);
            await output.FlushAsync(cancellation);
            if (!query.Follow || finished || room <= 0)
            {
                return true;
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

    private async Task<long> CopyPresentAsync(SafeFileHandle file, long position, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            while (room > 0)
            {
                var length = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, Block), position, cancellation);
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
