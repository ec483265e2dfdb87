using Microsoft.Win32.SafeHandles;

namespace JobFlows.Pods.Logs;

/// <summary>Finds where the last lines of a log file begin, reading backwards.</summary>
internal static class LogTail
{
    private const int Block = 64 * 1024;

    /// <summary>The offset of the record that begins the last <paramref name="lines"/> lines; a line may be several records.</summary>
    public static long Find(SafeFileHandle file, long lines)
    {
        var length = RandomAccess.GetLength(file);
        if (lines <= 0)
        {
            return length;
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
                    return recordEnd;
                }
            }
        }

        return IsNewLine(0) ? recordEnd : 0;

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
