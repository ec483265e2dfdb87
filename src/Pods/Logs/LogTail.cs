using Microsoft.Win32.SafeHandles;

namespace JobFlows.Pods.Logs;

/// <summary>Finds where the last lines of a log file begin, reading backwards.</summary>
internal static class LogTail
{
    private const int Block = 64 * 1024;

    /// <summary>In which file, and where in it, the last lines of a run begin.</summary>
    /// <param name="files">The run's files, oldest first; at least one.</param>
    /// <param name="lines">How many lines; a line may be several records.</param>
    public static (int File, long Offset) Find(IReadOnlyList<SafeFileHandle> files, long lines)
    {
        for (var i = files.Count - 1; i >= 0; i--)
        {
            var (offset, found) = Find(files[i], lines);
            lines -= found;
            if (offset > 0 || lines <= 0)
            {
                return (i, offset);
            }
        }

        return (0, 0);
    }

    /// <summary>The offset of the record that begins the last <paramref name="lines"/> lines of a file, and how many lines there are from there on.</summary>
    public static (long Offset, long Lines) Find(SafeFileHandle file, long lines)
    {
        var length = RandomAccess.GetLength(file);
        if (lines <= 0)
        {
            return (length, 0);
        }

        var buffer = new byte[Block];
        var tag = new byte[1];
        var recordEnd = length;
        var position = length;
        var seen = 0L;
        while (position > 0)
        {
            var size = (int)Math.Min(Block, position);
            position -= size;
            size = RandomAccess.Read(file, buffer.AsSpan(0, size), position);
            for (var i = size - 1; i >= 0; i--)
            {
                // The newline before a record; the one that ends the file is not before any.
                var start = position + i + 1;
                if (buffer[i] == '\n' && start < length && IsNewLine(start))
                {
                    return (recordEnd, lines);
                }
            }
        }

        return length > 0 && IsNewLine(0) ? (recordEnd, lines) : (0, seen);

        bool IsNewLine(long start)
        {
            var endsLine = RandomAccess.Read(file, tag, start + CriStream.TagOffset) == 1 && tag[0] == 'F';
            seen += endsLine || recordEnd == length ? 1 : 0;
            if (seen > lines)
            {
                return true;
            }

            recordEnd = start;
            return false;
        }
    }
}
