using System.Text;

namespace JobFlows.Pods.Kubelet;

/// <summary>The end of a file that a container has written, as text.</summary>
internal static class FileExcerpt
{
    /// <summary>At most so many bytes of it; empty when there is no file, or none that can be read.</summary>
    public static string Last(string path, int bytes)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            var block = new byte[Math.Min(bytes, length)];
            return Encoding.UTF8.GetString(block, 0, RandomAccess.Read(file, block, length - block.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
